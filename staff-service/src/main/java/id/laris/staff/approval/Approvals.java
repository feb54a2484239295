package id.laris.staff.approval;

import id.laris.common.db.Rows;

/** The tenant's approvals. */
interface Approvals extends Rows<Approval> {}
