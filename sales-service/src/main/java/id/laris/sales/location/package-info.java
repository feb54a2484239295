/**
 * Where an order is sold, and what that decides: its day, its receipt numbers, how cash is rounded.
 */
@NullMarked
package id.laris.sales.location;

import org.jspecify.annotations.NullMarked;
