@NullMarked
package id.laris.sales.order;

import org.jspecify.annotations.NullMarked;
