/** What came of a run, and how it compares with the targets. */
@NullMarked
package id.laris.bench.report;

import org.jspecify.annotations.NullMarked;
