@NullMarked
package id.laris.staff.shift;

import org.jspecify.annotations.NullMarked;
