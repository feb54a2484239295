/**
 * Transactions at the gateway: charged once, followed until they are final, cancelled, refunded.
 */
@NullMarked
package id.laris.payment.transaction;

import org.jspecify.annotations.NullMarked;
