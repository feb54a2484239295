/** The codes of gift cards, which are stored nowhere. */
@NullMarked
package id.laris.customer.code;

import org.jspecify.annotations.NullMarked;
