/** The rules of taxes. */
@NullMarked
package id.laris.catalog.tax;

import org.jspecify.annotations.NullMarked;
