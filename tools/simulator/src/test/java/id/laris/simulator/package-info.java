/** The simulator over real HTTP: every sentence of the contract with Midtrans. */
@NullMarked
package id.laris.simulator;

import org.jspecify.annotations.NullMarked;
