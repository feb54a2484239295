/** What tills, stock clerks and listeners do. */
@NullMarked
package id.laris.torture.load;

import org.jspecify.annotations.NullMarked;
