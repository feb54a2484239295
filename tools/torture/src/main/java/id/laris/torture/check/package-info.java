/** What must hold when all is at rest. */
@NullMarked
package id.laris.torture.check;

import org.jspecify.annotations.NullMarked;
