/** The completed orders of sales, which commissions and performance follow. */
@NullMarked
package id.laris.staff.sale;

import org.jspecify.annotations.NullMarked;
