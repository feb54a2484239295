@NullMarked
package id.laris.bench;

import org.jspecify.annotations.NullMarked;
