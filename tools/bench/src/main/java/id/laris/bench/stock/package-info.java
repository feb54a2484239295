/** A tenant with a large stock, and reads of it. */
@NullMarked
package id.laris.bench.stock;

import org.jspecify.annotations.NullMarked;
