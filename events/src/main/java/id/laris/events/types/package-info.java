/** Every event of Laris, declared once, by the service that writes it. */
@NullMarked
package id.laris.events.types;

import org.jspecify.annotations.NullMarked;
