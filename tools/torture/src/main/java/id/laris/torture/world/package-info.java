/**
 * Laris as it runs under torture: its processes, its Postgres, and the connections between them.
 */
@NullMarked
package id.laris.torture.world;

import org.jspecify.annotations.NullMarked;
