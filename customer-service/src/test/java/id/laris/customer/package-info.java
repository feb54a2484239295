/** Tests of customers, through its RPCs. */
@NullMarked
package id.laris.customer;

import org.jspecify.annotations.NullMarked;
