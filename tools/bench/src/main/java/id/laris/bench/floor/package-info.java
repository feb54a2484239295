/** The floor: what the machine can do with nothing of Laris in between. */
@NullMarked
package id.laris.bench.floor;

import org.jspecify.annotations.NullMarked;
