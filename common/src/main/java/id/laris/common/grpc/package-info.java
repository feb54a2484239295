/**
 * The handling of a call before and after its handler: log, errors, caller, permission, validation.
 */
@NullMarked
package id.laris.common.grpc;

import org.jspecify.annotations.NullMarked;
