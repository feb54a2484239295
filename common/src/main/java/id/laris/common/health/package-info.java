/** The health of this process. */
@NullMarked
package id.laris.common.health;

import org.jspecify.annotations.NullMarked;
