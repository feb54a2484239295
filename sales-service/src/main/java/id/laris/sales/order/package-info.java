/**
 * The order with its lines and payments: what is stored, and the rules that hold whoever changes
 * it.
 */
@NullMarked
package id.laris.sales.order;

import org.jspecify.annotations.NullMarked;
