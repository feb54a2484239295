/** The interface to a payment gateway, whichever it is. The state machine knows only this. */
@NullMarked
package id.laris.payment.gateway;

import org.jspecify.annotations.NullMarked;
