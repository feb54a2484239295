/** Trees and recipes: what must never lead back to itself. */
@NullMarked
package id.laris.catalog.shape;

import org.jspecify.annotations.NullMarked;
