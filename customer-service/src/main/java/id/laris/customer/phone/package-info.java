/** Telephone numbers. */
@NullMarked
package id.laris.customer.phone;

import org.jspecify.annotations.NullMarked;
