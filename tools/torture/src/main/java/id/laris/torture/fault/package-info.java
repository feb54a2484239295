/** The faults that are injected into a running Laris. */
@NullMarked
package id.laris.torture.fault;

import org.jspecify.annotations.NullMarked;
