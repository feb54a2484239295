/** What is done to Laris. */
@NullMarked
package id.laris.torture.fault;

import org.jspecify.annotations.NullMarked;
