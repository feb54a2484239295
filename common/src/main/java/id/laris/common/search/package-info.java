/**
 * A search by words, which forgives typing errors and costs the same whatever the number of rows.
 */
@NullMarked
package id.laris.common.search;

import org.jspecify.annotations.NullMarked;
