/** Sessions and their tokens, and the keys that sign these. */
@NullMarked
package id.laris.staff.token;

import org.jspecify.annotations.NullMarked;
