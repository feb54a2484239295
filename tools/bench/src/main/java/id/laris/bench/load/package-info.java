/** Callers, how they are made to call, and how their calls are counted. */
@NullMarked
package id.laris.bench.load;

import org.jspecify.annotations.NullMarked;
