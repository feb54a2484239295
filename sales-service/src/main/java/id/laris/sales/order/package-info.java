/** The order with its lines and payments: its tables, and the rules that every change must obey. */
@NullMarked
package id.laris.sales.order;

import org.jspecify.annotations.NullMarked;
