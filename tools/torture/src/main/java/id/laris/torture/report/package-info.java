/** The report of a run. */
@NullMarked
package id.laris.torture.report;

import org.jspecify.annotations.NullMarked;
