/**
 * Payments: cash and other tenders, and payments through the payment gateway with their outcome.
 */
@NullMarked
package id.laris.sales.payment;

import org.jspecify.annotations.NullMarked;
