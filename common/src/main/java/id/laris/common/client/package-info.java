/** Calls to other services: credentials forwarded, deadlines, retries, circuit breaker. */
@NullMarked
package id.laris.common.client;

import org.jspecify.annotations.NullMarked;
