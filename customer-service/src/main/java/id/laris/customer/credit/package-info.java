/** Store credit: what a customer has with the shop. */
@NullMarked
package id.laris.customer.credit;

import org.jspecify.annotations.NullMarked;
