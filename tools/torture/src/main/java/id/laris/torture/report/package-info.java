/** What a run says at its end. */
@NullMarked
package id.laris.torture.report;

import org.jspecify.annotations.NullMarked;
