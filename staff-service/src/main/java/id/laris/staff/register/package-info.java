/** Registers, and the devices that are activated at them. */
@NullMarked
package id.laris.staff.register;

import org.jspecify.annotations.NullMarked;
