/** The words by which customers are found. */
@NullMarked
package id.laris.customer.search;

import org.jspecify.annotations.NullMarked;
