package id.laris.inventory.transfer;

import id.laris.common.db.Rows;

/** The tenant's transfers. */
interface StockTransfers extends Rows<StockTransfer> {}
