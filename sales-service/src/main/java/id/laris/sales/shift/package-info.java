/** The shifts of registers: to which of them payments and sales belong, and what each has taken. */
@NullMarked
package id.laris.sales.shift;

import org.jspecify.annotations.NullMarked;
