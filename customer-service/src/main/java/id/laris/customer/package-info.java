/**
 * Customers, and everything of theirs that has a balance: points, gift cards, store credit,
 * accounts on the tab. One package for each noun.
 */
@NullMarked
package id.laris.customer;

import org.jspecify.annotations.NullMarked;
