/** The client of the payment gateway Midtrans (Core API). No other package uses its terms. */
@NullMarked
package id.laris.payment.midtrans;

import org.jspecify.annotations.NullMarked;
