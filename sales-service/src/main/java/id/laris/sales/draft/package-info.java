/** While items come and go. */
@NullMarked
package id.laris.sales.draft;

import org.jspecify.annotations.NullMarked;
