/**
 * Payments at the gateway: asked for once, followed until they are at rest, cancelled, refunded.
 */
@NullMarked
package id.laris.payment.transaction;

import org.jspecify.annotations.NullMarked;
