package id.laris.inventory.purchase;

import id.laris.common.db.Rows;

/** The tenant's purchase orders. */
interface PurchaseOrders extends Rows<PurchaseOrder> {}
