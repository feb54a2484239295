/** The checks that must hold when all work has settled. */
@NullMarked
package id.laris.torture.check;

import org.jspecify.annotations.NullMarked;
