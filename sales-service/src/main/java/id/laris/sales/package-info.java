/** Sales: from the first item of an order to its receipt. One package for each noun or stage. */
@NullMarked
package id.laris.sales;

import org.jspecify.annotations.NullMarked;
