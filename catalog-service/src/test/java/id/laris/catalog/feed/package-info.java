@NullMarked
package id.laris.catalog.feed;

import org.jspecify.annotations.NullMarked;
