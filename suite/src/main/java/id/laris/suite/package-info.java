/** Every service in one process, on one port, with a Postgres of its own where none is given. */
@NullMarked
package id.laris.suite;

import org.jspecify.annotations.NullMarked;
