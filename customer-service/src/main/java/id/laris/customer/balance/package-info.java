/** Gift cards, store credit and accounts have this in common: a balance, with its ledger. */
@NullMarked
package id.laris.customer.balance;

import org.jspecify.annotations.NullMarked;
