/**
 * The common parts of taxes and service charges: their size, and the products to which they apply.
 */
@NullMarked
package id.laris.catalog.levy;

import org.jspecify.annotations.NullMarked;
