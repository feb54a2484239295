/** The loyalty program: how orders earn points, and the ledger of the points of each customer. */
@NullMarked
package id.laris.customer.loyalty;

import org.jspecify.annotations.NullMarked;
