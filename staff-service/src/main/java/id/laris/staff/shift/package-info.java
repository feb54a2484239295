/** Shifts of registers and their drawers: the float, movements, counts, reports and corrections. */
@NullMarked
package id.laris.staff.shift;

import org.jspecify.annotations.NullMarked;
