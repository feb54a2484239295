/** The settings that a tenant has for its sales. */
@NullMarked
package id.laris.sales.settings;

import org.jspecify.annotations.NullMarked;
