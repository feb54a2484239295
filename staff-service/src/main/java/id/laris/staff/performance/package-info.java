/** The figures of what employees sell and how long they work. */
@NullMarked
package id.laris.staff.performance;

import org.jspecify.annotations.NullMarked;
