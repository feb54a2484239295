/** Tests of the codes of gift cards. */
@NullMarked
package id.laris.customer.code;

import org.jspecify.annotations.NullMarked;
