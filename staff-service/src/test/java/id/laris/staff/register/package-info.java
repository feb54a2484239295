/** Tests of registers and devices. */
@NullMarked
package id.laris.staff.register;

import org.jspecify.annotations.NullMarked;
