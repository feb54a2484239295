/** The cost of a load: processor time, and what the database does for it. */
@NullMarked
package id.laris.bench.meter;

import org.jspecify.annotations.NullMarked;
