/** Short runs of the whole. */
@NullMarked
package id.laris.torture;

import org.jspecify.annotations.NullMarked;
