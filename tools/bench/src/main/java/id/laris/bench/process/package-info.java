/** Laris as a process of this machine. */
@NullMarked
package id.laris.bench.process;

import org.jspecify.annotations.NullMarked;
