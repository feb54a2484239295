/** The books of a tenant with much stock, and those who read them. */
@NullMarked
package id.laris.bench.stock;

import org.jspecify.annotations.NullMarked;
