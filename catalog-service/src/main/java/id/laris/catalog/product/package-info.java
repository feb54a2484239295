/** Products, the variants they are sold by, and the codes they are found by. */
@NullMarked
package id.laris.catalog.product;

import org.jspecify.annotations.NullMarked;
