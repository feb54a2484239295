/** Charges for service. */
@NullMarked
package id.laris.catalog.servicecharge;

import org.jspecify.annotations.NullMarked;
