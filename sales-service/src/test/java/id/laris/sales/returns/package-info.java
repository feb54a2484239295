@NullMarked
package id.laris.sales.returns;

import org.jspecify.annotations.NullMarked;
