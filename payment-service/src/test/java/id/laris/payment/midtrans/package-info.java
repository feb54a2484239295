@NullMarked
package id.laris.payment.midtrans;

import org.jspecify.annotations.NullMarked;
