/** What a tenant decides about its sales. */
@NullMarked
package id.laris.sales.settings;

import org.jspecify.annotations.NullMarked;
