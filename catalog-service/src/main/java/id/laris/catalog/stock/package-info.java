/** What the inventory says of the stock of variants. */
@NullMarked
package id.laris.catalog.stock;

import org.jspecify.annotations.NullMarked;
