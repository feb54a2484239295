/** The part of a receipt that only customers know. */
@NullMarked
package id.laris.customer.receipt;

import org.jspecify.annotations.NullMarked;
