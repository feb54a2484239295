/** What happened, for those who want to know: the feed of events, and what services do about it. */
@NullMarked
package id.laris.events;

import org.jspecify.annotations.NullMarked;
