/** Tests of the text of receipts. */
@NullMarked
package id.laris.sales.receipt;

import org.jspecify.annotations.NullMarked;
