/** The customer of an order, and what happens to customers later. */
@NullMarked
package id.laris.sales.customer;

import org.jspecify.annotations.NullMarked;
