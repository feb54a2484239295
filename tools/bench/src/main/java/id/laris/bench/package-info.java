/**
 * A load generator: a process of its own that calls a running Laris as tills would, and says how
 * fast it answered. The one place with floating point: statistics, never money.
 */
@NullMarked
package id.laris.bench;

import org.jspecify.annotations.NullMarked;
