/** Gift cards: issued by hand or sold, frozen, replaced, cancelled, expired. */
@NullMarked
package id.laris.customer.giftcard;

import org.jspecify.annotations.NullMarked;
