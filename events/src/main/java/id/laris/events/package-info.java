/** The feed of domain events, and the consumers of the services. */
@NullMarked
package id.laris.events;

import org.jspecify.annotations.NullMarked;
