package id.laris.sales.close;

import id.laris.common.db.EventType;
import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.events.types.SalesEvents;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.PaymentChange;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Writes the events of an order, in the transaction of the change. The payload is the order after
 * the change.
 */
@Component
public class OrderEvents {

  private final Outbox outbox;

  OrderEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  void finalized(Order order) {
    add(SalesEvents.ORDER_FINALIZED, order);
  }

  void reopened(Order order) {
    add(SalesEvents.ORDER_REOPENED, order);
  }

  public void paid(Order order) {
    add(SalesEvents.ORDER_PAID, order);
  }

  public void paymentRequested(Order order) {
    add(SalesEvents.ORDER_PAYMENT_REQUESTED, order);
  }

  public void paymentRefused(Order order) {
    add(SalesEvents.ORDER_PAYMENT_REFUSED, order);
  }

  public void paymentVoided(Order order) {
    add(SalesEvents.ORDER_PAYMENT_VOIDED, order);
  }

  public void completed(Order order) {
    add(SalesEvents.ORDER_COMPLETED, order);
  }

  void voided(Order order) {
    add(SalesEvents.ORDER_VOIDED, order);
  }

  public void saleVoided(Order order) {
    add(SalesEvents.ORDER_SALE_VOIDED, order);
  }

  /** Writes the event of a change that a transaction has made to its payment. */
  public void paymentChanged(PaymentChange change, Order order) {
    switch (change) {
      case CAPTURED -> add(SalesEvents.ORDER_PAYMENT_CAPTURED, order);
      case FAILED -> add(SalesEvents.ORDER_PAYMENT_FAILED, order);
      case FLAGGED -> add(SalesEvents.ORDER_PAYMENT_FLAGGED, order);
      case VOIDED -> paymentVoided(order);
      case REFUNDED -> add(SalesEvents.ORDER_PAYMENT_REFUNDED, order);
      case REVERSED -> add(SalesEvents.ORDER_PAYMENT_REVERSED, order);
      case NONE, HEARD, LINKED -> {}
    }
  }

  private void add(EventType<id.laris.pos.v1.Order> type, Order order) {
    outbox.addAll(
        List.of(NewEvent.of(type, order.id(), order.version(), OrderProtos.toProto(order))));
  }
}
