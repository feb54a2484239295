/** Employees, and what each of them may do. */
@NullMarked
package id.laris.staff.employee;

import org.jspecify.annotations.NullMarked;
