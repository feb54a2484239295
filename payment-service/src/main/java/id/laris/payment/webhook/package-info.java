/** The gateway's notifications over plain HTTP. */
@NullMarked
package id.laris.payment.webhook;

import org.jspecify.annotations.NullMarked;
