package id.laris.customer.reward;

import id.laris.common.db.Rows;

/** The tenant's rewards. */
public interface Rewards extends Rows<Reward> {}
