/** The PINs by which employees are known at tills. */
@NullMarked
package id.laris.staff.pin;

import org.jspecify.annotations.NullMarked;
