package id.laris.sales.close;

import id.laris.common.db.Outbox;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import org.springframework.stereotype.Component;

/**
 * Tells others what became of an order, in the transaction in which it became so. The payload is
 * the order as it is then.
 */
@Component
class OrderEvents {

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

  void paid(Order order) {
    add("OrderPaid", order);
  }

  void paymentVoided(Order order) {
    add("OrderPaymentVoided", order);
  }

  void completed(Order order) {
    add("OrderCompleted", order);
  }

  void voided(Order order) {
    add("OrderVoided", order);
  }

  private void add(String type, Order order) {
    outbox.add(type, "Order", order.id(), order.version(), OrderProtos.toProto(order));
  }
}
