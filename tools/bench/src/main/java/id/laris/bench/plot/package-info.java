/** Pictures of what was measured. */
@NullMarked
package id.laris.bench.plot;

import org.jspecify.annotations.NullMarked;
