/** The scenarios: the tenants that they need, and the calls of those who work there. */
@NullMarked
package id.laris.bench.scenario;

import org.jspecify.annotations.NullMarked;
