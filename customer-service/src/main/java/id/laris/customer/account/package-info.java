/** Accounts on the tab: a customer buys now and pays later. */
@NullMarked
package id.laris.customer.account;

import org.jspecify.annotations.NullMarked;
