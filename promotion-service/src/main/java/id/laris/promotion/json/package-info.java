/** Messages as JSON in the database. */
@NullMarked
package id.laris.promotion.json;

import org.jspecify.annotations.NullMarked;
