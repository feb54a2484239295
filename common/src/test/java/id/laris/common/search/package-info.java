@NullMarked
package id.laris.common.search;

import org.jspecify.annotations.NullMarked;
