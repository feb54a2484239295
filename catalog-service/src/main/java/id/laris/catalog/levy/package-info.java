/** What taxes and service charges have in common: how they are measured and what bears them. */
@NullMarked
package id.laris.catalog.levy;

import org.jspecify.annotations.NullMarked;
