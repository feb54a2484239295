/** The stock of variants, as inventory reports it. */
@NullMarked
package id.laris.catalog.stock;

import org.jspecify.annotations.NullMarked;
