/** Tests of approvals. */
@NullMarked
package id.laris.staff.approval;

import org.jspecify.annotations.NullMarked;
