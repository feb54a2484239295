/** Reads over a tenant with a big catalog and a long history. */
@NullMarked
package id.laris.bench.read;

import org.jspecify.annotations.NullMarked;
