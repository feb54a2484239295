/** A long run at a fixed rate, to see whether anything grows. */
@NullMarked
package id.laris.bench.soak;

import org.jspecify.annotations.NullMarked;
