/**
 * Holds gift cards, store credit and credit limits for the payments of orders, so that none is
 * spent twice, and none is held for a payment that does not exist.
 */
@NullMarked
package id.laris.sales.balance;

import org.jspecify.annotations.NullMarked;
