/** The registers and employees of staff-service, as orders need them. */
@NullMarked
package id.laris.sales.staff;

import org.jspecify.annotations.NullMarked;
