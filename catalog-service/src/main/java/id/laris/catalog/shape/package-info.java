/** Locks for trees and recipes, which must not contain cycles. */
@NullMarked
package id.laris.catalog.shape;

import org.jspecify.annotations.NullMarked;
