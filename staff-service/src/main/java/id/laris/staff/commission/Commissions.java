package id.laris.staff.commission;

import id.laris.common.db.Rows;

/** The entries in the ledger of the tenant's commissions. */
public interface Commissions extends Rows<Commission> {}
