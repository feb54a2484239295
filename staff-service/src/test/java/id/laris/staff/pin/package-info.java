/** Tests of PINs. */
@NullMarked
package id.laris.staff.pin;

import org.jspecify.annotations.NullMarked;
