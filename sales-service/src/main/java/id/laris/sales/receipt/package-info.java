/** Receipts of completed orders, as fields and as text for a printer. */
@NullMarked
package id.laris.sales.receipt;

import org.jspecify.annotations.NullMarked;
