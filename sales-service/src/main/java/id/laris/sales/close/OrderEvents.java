package id.laris.sales.close;

import id.laris.common.db.Outbox;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.PaymentChange;
import org.springframework.stereotype.Component;

/**
 * Tells others what became of an order, in the transaction in which it became so. The payload is
 * the order as it is then.
 */
@Component
public class OrderEvents {

  private final Outbox outbox;

  OrderEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  void finalized(Order order) {
    add("OrderFinalized", order);
  }

  void reopened(Order order) {
    add("OrderReopened", order);
  }

  public void paid(Order order) {
    add("OrderPaid", order);
  }

  public void paymentVoided(Order order) {
    add("OrderPaymentVoided", order);
  }

  public void completed(Order order) {
    add("OrderCompleted", order);
  }

  void voided(Order order) {
    add("OrderVoided", order);
  }

  /** The change that a transaction has made to its payment. */
  public void paymentChanged(PaymentChange change, Order order) {
    switch (change) {
      case CAPTURED -> add("OrderPaymentCaptured", order);
      case FAILED -> add("OrderPaymentFailed", order);
      case FLAGGED -> add("OrderPaymentFlagged", order);
      case VOIDED -> paymentVoided(order);
      case REFUNDED -> add("OrderPaymentRefunded", order);
      case REVERSED -> add("OrderPaymentReversed", order);
      case NONE, LINKED -> {}
    }
  }

  private void add(String type, Order order) {
    outbox.add(type, "Order", order.id(), order.version(), OrderProtos.toProto(order));
  }
}
