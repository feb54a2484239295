package id.laris.staff.commission;

import id.laris.common.db.Rows;

/** The tenant's rules of commissions. */
public interface CommissionRules extends Rows<CommissionRule> {}
