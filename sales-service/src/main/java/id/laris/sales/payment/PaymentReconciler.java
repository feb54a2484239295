package id.laris.sales.payment;

import id.laris.sales.close.Completion;
import id.laris.sales.close.OrderEvents;
import id.laris.sales.order.GatewayPayment;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import id.laris.sales.order.Orders;
import id.laris.sales.order.PaymentChange;
import id.laris.sales.order.TransactionUpdate;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.shift.OpenShifts;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Applies updates of transactions to the payments of their orders, publishes the change, and
 * completes the order where the payment asks for it. The caller (an answer, an event, the job) has
 * locked the order.
 */
@Component
class PaymentReconciler {

  private static final Logger log = LoggerFactory.getLogger(PaymentReconciler.class);

  private final Orders orders;
  private final CurrentSettings settings;
  private final OpenShifts shifts;
  private final Completion completion;
  private final OrderEvents events;
  private final Clock clock;

  PaymentReconciler(
      Orders orders,
      CurrentSettings settings,
      OpenShifts shifts,
      Completion completion,
      OrderEvents events,
      Clock clock) {
    this.orders = orders;
    this.settings = settings;
    this.shifts = shifts;
    this.completion = completion;
    this.events = events;
    this.clock = clock;
  }

  void apply(Order order, TransactionUpdate update) {
    if (!order.currency().equals(update.currency())) {
      log.warn(
          "transaction {} is in {}, and order {} in {}: it is not applied",
          update.transactionId(),
          update.currency(),
          order.id(),
          order.currency());
      return;
    }
    PaymentChange change = order.reconcile(update, idIfNew(order, update), clock.instant());
    publish(change, order);
    if (change == PaymentChange.CAPTURED
        && order.balance().due() == 0
        && completesOrder(order, update)) {
      completion.complete(order, settings.get(), shifts.find(order));
      orders.update(order);
      events.completed(order);
    }
  }

  /** Fails a payment that the payment service does not know: nobody can pay it any more. */
  void fail(Order order, UUID paymentId) {
    if (order.failPayment(paymentId, "the charge never reached the payment service")) {
      publish(PaymentChange.FAILED, order);
    }
  }

  private void publish(PaymentChange change, Order order) {
    if (change != PaymentChange.NONE) {
      orders.update(order);
      events.paymentChanged(change, order);
    }
  }

  private static boolean completesOrder(Order order, TransactionUpdate update) {
    return order
        .findPaidBy(update.transactionId())
        .map(OrderPayment::gateway)
        .filter(GatewayPayment::completesOrder)
        .isPresent();
  }

  /**
   * Returns the id for a payment that was not requested here: the intended one, so that a later
   * request for it finds the payment; or the transaction's, if the intended id belongs to another
   * payment.
   */
  private UUID idIfNew(Order order, TransactionUpdate update) {
    UUID meant = update.paymentId();
    return meant == null || order.hasPayment(meant) || orders.havePayment(meant)
        ? update.transactionId()
        : meant;
  }
}
