package id.laris.events.types;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.pos.Service;
import id.laris.pos.v1.DraftChange;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.ReturnChange;
import id.laris.pos.v1.SalesSettings;

/** The events of sales. */
public final class SalesEvents {

  static final EventTypes ALL = new EventTypes(Service.SALES.shortName());

  private static final EventTypes.Aggregate<Order> ORDERS =
      ALL.aggregate("Order", Order.getDefaultInstance());

  private static final EventTypes.Aggregate<DraftChange> DRAFTS =
      ALL.aggregate("Order", DraftChange.getDefaultInstance());
  public static final EventType<DraftChange> ORDER_CREATED =
      DRAFTS.event("OrderCreated", "A DRAFT was begun.");
  public static final EventType<DraftChange> ORDER_CHANGED =
      DRAFTS.event(
          "OrderChanged", "Lines, discounts or details of an order were changed by a request.");

  public static final EventType<Order> ORDER_FINALIZED =
      ORDERS.event("OrderFinalized", "An order became OPEN: its prices are fixed.");
  public static final EventType<Order> ORDER_REOPENED =
      ORDERS.event("OrderReopened", "An OPEN order became a DRAFT again.");
  public static final EventType<Order> ORDER_PAID =
      ORDERS.event("OrderPaid", "A payment was added to an order.");
  public static final EventType<Order> ORDER_PAYMENT_REQUESTED =
      ORDERS.event(
          "OrderPaymentRequested",
          "A payment through the gateway was added to an order: it is PENDING.");
  public static final EventType<Order> ORDER_PAYMENT_REFUSED =
      ORDERS.event(
          "OrderPaymentRefused",
          "The gateway refused to begin a payment: it is not in the order any more.");
  public static final EventType<Order> ORDER_PAYMENT_VOIDED =
      ORDERS.event("OrderPaymentVoided", "A payment of an order was voided.");
  public static final EventType<Order> ORDER_COMPLETED =
      ORDERS.event("OrderCompleted", "An order was completed and has its receipt number.");
  public static final EventType<Order> ORDER_VOIDED =
      ORDERS.event("OrderVoided", "An order was voided.");
  public static final EventType<Order> ORDER_SALE_VOIDED =
      ORDERS.event(
          "OrderSaleVoided",
          "A completed order was taken back entirely; a ReturnCreated has the goods and money.");
  public static final EventType<Order> ORDER_PAYMENT_CAPTURED =
      ORDERS.event("OrderPaymentCaptured", "The gateway reported the money of a payment.");
  public static final EventType<Order> ORDER_PAYMENT_FAILED =
      ORDERS.event("OrderPaymentFailed", "A payment through the gateway failed.");
  public static final EventType<Order> ORDER_PAYMENT_FLAGGED =
      ORDERS.event(
          "OrderPaymentFlagged", "Money arrived for a payment that the order no longer expects.");
  public static final EventType<Order> ORDER_PAYMENT_REFUNDED =
      ORDERS.event("OrderPaymentRefunded", "The gateway refunded a payment, all or a part of it.");
  public static final EventType<Order> ORDER_PAYMENT_REVERSED =
      ORDERS.event("OrderPaymentReversed", "Money that had arrived was taken back.");

  private static final EventTypes.Aggregate<ReturnChange> RETURNS =
      ALL.aggregate("Return", ReturnChange.getDefaultInstance());
  public static final EventType<ReturnChange> RETURN_CREATED =
      RETURNS.event(
          "ReturnCreated", "Goods of a completed order came back; their refunds may be under way.");
  public static final EventType<ReturnChange> RETURN_COMPLETED =
      RETURNS.event("ReturnCompleted", "Every refund of a return is done.");
  public static final EventType<ReturnChange> RETURN_REFUND_FAILED =
      RETURNS.event(
          "ReturnRefundFailed", "A refund of a return was refused for good: somebody must act.");
  public static final EventType<ReturnChange> RETURN_REFUND_RETRIED =
      RETURNS.event("ReturnRefundRetried", "A refund that had failed is tried once more.");

  public static final EventType<SalesSettings> SALES_SETTINGS_CHANGED =
      ALL.aggregate("SalesSettings", SalesSettings.getDefaultInstance())
          .event("SalesSettingsChanged", "The settings for sales were changed.");

  private SalesEvents() {}
}
