/** Whether this process can serve. */
@NullMarked
package id.laris.common.health;

import org.jspecify.annotations.NullMarked;
