/** Orders that are still changed: DRAFT. */
@NullMarked
package id.laris.sales.draft;

import org.jspecify.annotations.NullMarked;
