/** A shop that is paid through the simulated payment gateway. */
@NullMarked
package id.laris.bench.payment;

import org.jspecify.annotations.NullMarked;
