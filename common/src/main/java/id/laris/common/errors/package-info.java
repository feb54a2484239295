/** The error catalogue and the one place that turns a failure into a gRPC status. */
@NullMarked
package id.laris.common.errors;

import org.jspecify.annotations.NullMarked;
