/** Modifier groups and the modifiers in them. */
@NullMarked
package id.laris.catalog.modifier;

import org.jspecify.annotations.NullMarked;
