/** Commissions: rules, what employees earn by them, statements and payouts. */
@NullMarked
package id.laris.staff.commission;

import org.jspecify.annotations.NullMarked;
