/** Reports of low stock and of the value of the goods. */
@NullMarked
package id.laris.inventory.report;

import org.jspecify.annotations.NullMarked;
