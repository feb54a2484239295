/** Payments through a payment gateway. */
@NullMarked
package id.laris.payment;

import org.jspecify.annotations.NullMarked;
