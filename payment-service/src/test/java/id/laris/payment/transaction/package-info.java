@NullMarked
package id.laris.payment.transaction;

import org.jspecify.annotations.NullMarked;
