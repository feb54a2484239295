/** Tests of the arithmetic of points. */
@NullMarked
package id.laris.customer.loyalty;

import org.jspecify.annotations.NullMarked;
