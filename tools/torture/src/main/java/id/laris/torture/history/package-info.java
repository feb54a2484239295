/** What was asked, and what was answered. */
@NullMarked
package id.laris.torture.history;

import org.jspecify.annotations.NullMarked;
