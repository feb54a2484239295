/** The suite, inside the test and as a process. */
@NullMarked
package id.laris.suite;

import org.jspecify.annotations.NullMarked;
