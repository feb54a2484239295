/** The payment gateway Midtrans, as its Core API speaks. Nothing else here knows its words. */
@NullMarked
package id.laris.payment.midtrans;

import org.jspecify.annotations.NullMarked;
