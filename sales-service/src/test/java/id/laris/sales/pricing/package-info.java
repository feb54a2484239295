@NullMarked
package id.laris.sales.pricing;

import org.jspecify.annotations.NullMarked;
