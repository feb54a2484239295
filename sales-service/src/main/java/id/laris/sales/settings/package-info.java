/** The settings of a tenant for its sales. */
@NullMarked
package id.laris.sales.settings;

import org.jspecify.annotations.NullMarked;
