/** What the customer takes home. */
@NullMarked
package id.laris.sales.receipt;

import org.jspecify.annotations.NullMarked;
