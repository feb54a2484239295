/** Payments through a gateway: what was asked of it, and what has become of that. */
@NullMarked
package id.laris.payment;

import org.jspecify.annotations.NullMarked;
