package id.laris.events.types;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.common.db.Lifecycle;
import id.laris.pos.Service;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.PurchaseOrder;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockTransfer;
import id.laris.pos.v1.SubmitCountRequest;
import id.laris.pos.v1.Supplier;

/** The events of the inventory. */
public final class InventoryEvents {

  static final EventTypes ALL = new EventTypes(Service.INVENTORY.shortName());

  private static final EventTypes.Aggregate<Location> LOCATIONS =
      ALL.aggregate("Location", Location.getDefaultInstance());
  public static final Lifecycle<Location> LOCATION =
      new Lifecycle<>(
          LOCATIONS.event("LocationCreated", "A location was created."),
          LOCATIONS.event("LocationUpdated", "A location was changed."),
          LOCATIONS.event("LocationDeleted", "A location was deleted."));

  private static final EventTypes.Aggregate<Supplier> SUPPLIERS =
      ALL.aggregate("Supplier", Supplier.getDefaultInstance());
  public static final Lifecycle<Supplier> SUPPLIER =
      new Lifecycle<>(
          SUPPLIERS.event("SupplierCreated", "A supplier was created."),
          SUPPLIERS.event("SupplierUpdated", "A supplier was changed."),
          SUPPLIERS.event("SupplierDeleted", "A supplier was deleted."));

  private static final EventTypes.Aggregate<StockLevel> STOCK_LEVELS =
      ALL.aggregate("StockLevel", StockLevel.getDefaultInstance());
  public static final EventType<StockLevel> STOCK_LEVEL_CHANGED =
      STOCK_LEVELS.event(
          "StockLevelChanged",
          "A quantity of a stock level (on hand, reserved, in transit, damaged) or its reorder point changed.");
  public static final EventType<StockLevel> STOCK_LOW =
      STOCK_LEVELS.event("StockLow", "A stock level fell to its reorder point or below.");

  private static final EventTypes.Aggregate<StockTransfer> STOCK_TRANSFERS =
      ALL.aggregate("StockTransfer", StockTransfer.getDefaultInstance());
  public static final EventType<StockTransfer> STOCK_TRANSFER_CREATED =
      STOCK_TRANSFERS.event("StockTransferCreated", "A transfer was drafted.");
  public static final EventType<StockTransfer> STOCK_TRANSFER_SHIPPED =
      STOCK_TRANSFERS.event("StockTransferShipped", "The goods of a transfer left its source.");
  public static final EventType<StockTransfer> STOCK_TRANSFER_RECEIVED =
      STOCK_TRANSFERS.event(
          "StockTransferReceived", "Goods of a transfer arrived, all or a part of them.");
  public static final EventType<StockTransfer> STOCK_TRANSFER_CANCELLED =
      STOCK_TRANSFERS.event("StockTransferCancelled", "A transfer was cancelled.");

  private static final EventTypes.Aggregate<StockCount> STOCK_COUNTS =
      ALL.aggregate("StockCount", StockCount.getDefaultInstance());
  public static final EventType<StockCount> STOCK_COUNT_STARTED =
      STOCK_COUNTS.event("StockCountStarted", "A count was started.");
  public static final EventType<StockCount> STOCK_COUNT_FINALIZED =
      STOCK_COUNTS.event("StockCountFinalized", "A count was finalized and changed the stock.");
  public static final EventType<StockCount> STOCK_COUNT_CANCELLED =
      STOCK_COUNTS.event("StockCountCancelled", "A count was cancelled.");
  public static final EventType<StockCount> STOCK_COUNT_EXPIRED =
      STOCK_COUNTS.event("StockCountExpired", "A count stayed open for too long and was closed.");
  public static final EventType<SubmitCountRequest> STOCK_COUNT_SUBMITTED =
      ALL.aggregate("StockCountPart", SubmitCountRequest.getDefaultInstance())
          .event("StockCountSubmitted", "A part of a count was submitted.");

  private static final EventTypes.Aggregate<PurchaseOrder> PURCHASE_ORDERS =
      ALL.aggregate("PurchaseOrder", PurchaseOrder.getDefaultInstance());
  public static final EventType<PurchaseOrder> PURCHASE_ORDER_CREATED =
      PURCHASE_ORDERS.event("PurchaseOrderCreated", "A purchase order was drafted.");
  public static final EventType<PurchaseOrder> PURCHASE_ORDER_UPDATED =
      PURCHASE_ORDERS.event("PurchaseOrderUpdated", "A purchase order was changed.");
  public static final EventType<PurchaseOrder> PURCHASE_ORDER_ORDERED =
      PURCHASE_ORDERS.event("PurchaseOrderOrdered", "A purchase order was sent to its supplier.");
  public static final EventType<PurchaseOrder> PURCHASE_ORDER_RECEIVED =
      PURCHASE_ORDERS.event(
          "PurchaseOrderReceived", "Goods of a purchase order arrived, all or a part of them.");
  public static final EventType<PurchaseOrder> PURCHASE_ORDER_CANCELLED =
      PURCHASE_ORDERS.event(
          "PurchaseOrderCancelled",
          "The goods of a purchase order that had not arrived were cancelled.");

  private InventoryEvents() {}
}
