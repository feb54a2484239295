@NullMarked
package id.laris.staff.commission;

import org.jspecify.annotations.NullMarked;
