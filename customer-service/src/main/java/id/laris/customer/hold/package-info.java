/** Amounts are held for the payments of orders, and taken or given back as the orders end. */
@NullMarked
package id.laris.customer.hold;

import org.jspecify.annotations.NullMarked;
