/**
 * Payments: those that were taken elsewhere, and those that the payment gateway takes, with what
 * becomes of them.
 */
@NullMarked
package id.laris.sales.payment;

import org.jspecify.annotations.NullMarked;
