/** A faithful local Midtrans for tests, demonstrations and measurements. No money moves here. */
@NullMarked
package id.laris.simulator;

import org.jspecify.annotations.NullMarked;
