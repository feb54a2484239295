package id.laris.staff.register;

import id.laris.common.db.Rows;

/** The tenant's registers. */
public interface Registers extends Rows<Register> {}
