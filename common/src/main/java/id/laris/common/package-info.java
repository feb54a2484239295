/** The foundation of every service: the caller, the clock, and ids. */
@NullMarked
package id.laris.common;

import org.jspecify.annotations.NullMarked;
