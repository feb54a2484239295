@NullMarked
package id.laris.staff.time;

import org.jspecify.annotations.NullMarked;
