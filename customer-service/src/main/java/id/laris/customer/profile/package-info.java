/** Customers: their profiles. */
@NullMarked
package id.laris.customer.profile;

import org.jspecify.annotations.NullMarked;
