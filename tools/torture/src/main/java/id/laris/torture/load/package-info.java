/** The load of a run: tills, stock clerks and listeners. */
@NullMarked
package id.laris.torture.load;

import org.jspecify.annotations.NullMarked;
