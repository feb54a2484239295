@NullMarked
package id.laris.payment.account;

import org.jspecify.annotations.NullMarked;
