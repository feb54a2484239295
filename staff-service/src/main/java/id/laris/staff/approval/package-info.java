/** Approvals: what somebody with a scope allows somebody without it to do once. */
@NullMarked
package id.laris.staff.approval;

import org.jspecify.annotations.NullMarked;
