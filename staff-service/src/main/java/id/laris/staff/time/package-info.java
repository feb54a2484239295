/** Times of work: clocking in and out, breaks, corrections, timesheets and their settings. */
@NullMarked
package id.laris.staff.time;

import org.jspecify.annotations.NullMarked;
