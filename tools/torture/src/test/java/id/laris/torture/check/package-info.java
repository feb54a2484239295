/** The checks can fail. */
@NullMarked
package id.laris.torture.check;

import org.jspecify.annotations.NullMarked;
