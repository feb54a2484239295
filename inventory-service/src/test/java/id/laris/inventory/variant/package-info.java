@NullMarked
package id.laris.inventory.variant;

import org.jspecify.annotations.NullMarked;
