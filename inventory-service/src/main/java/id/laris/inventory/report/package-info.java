/** What is low, and what the goods have cost. */
@NullMarked
package id.laris.inventory.report;

import org.jspecify.annotations.NullMarked;
