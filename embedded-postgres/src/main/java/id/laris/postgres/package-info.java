/**
 * A real, durable Postgres server that runs as a child process of Laris.
 *
 * <p>The server's programs come from the zonky artifacts; everything around them is ours, because
 * zonky's own launcher is made for tests: it trusts every connection and always switches {@code
 * fsync} off.
 */
@NullMarked
package id.laris.postgres;

import org.jspecify.annotations.NullMarked;
