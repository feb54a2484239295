/** The quickstart, against the suite. */
@NullMarked
package id.laris.quickstart;

import org.jspecify.annotations.NullMarked;
