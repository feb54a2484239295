/** The record of a run: requests, answers, sales and events. */
@NullMarked
package id.laris.torture.history;

import org.jspecify.annotations.NullMarked;
