/** Products, and how they are found by text. */
@NullMarked
package id.laris.catalog.product;

import org.jspecify.annotations.NullMarked;
