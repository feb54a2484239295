package id.laris.sales.payment;

import id.laris.sales.close.Completion;
import id.laris.sales.close.OrderEvents;
import id.laris.sales.order.GatewayPayment;
import id.laris.sales.order.NewsOfPayments.Change;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import id.laris.sales.order.Orders;
import id.laris.sales.order.TransactionNews;
import id.laris.sales.settings.CurrentSettings;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Enters what the payment service says of transactions in the books of their orders, tells others,
 * and completes the order where the payment asks for it. Whoever brings the news (an answer, an
 * event, the job) has locked the order.
 */
@Component
class PaymentBooks {

  private static final Logger log = LoggerFactory.getLogger(PaymentBooks.class);

  private final Orders orders;
  private final CurrentSettings settings;
  private final Completion completion;
  private final OrderEvents events;
  private final Clock clock;

  PaymentBooks(
      Orders orders,
      CurrentSettings settings,
      Completion completion,
      OrderEvents events,
      Clock clock) {
    this.orders = orders;
    this.settings = settings;
    this.completion = completion;
    this.events = events;
    this.clock = clock;
  }

  void enter(Order order, TransactionNews news) {
    if (!order.currency().equals(news.currency())) {
      log.warn(
          "transaction {} is in {}, and order {} in {}: it is not entered there",
          news.transactionId(),
          news.currency(),
          order.id(),
          order.currency());
      return;
    }
    Change change = order.hear(news, idIfNew(order, news), clock.instant());
    tell(change, order);
    if (change == Change.CAPTURED && order.due() == 0 && completesOrder(order, news)) {
      completion.complete(order, settings.get());
      orders.flush();
      events.completed(order);
    }
  }

  /** The payment service has never heard of a payment: nobody can pay it any more. */
  void giveUp(Order order, UUID paymentId) {
    if (order.giveUp(paymentId, "the charge never reached the payment service")) {
      tell(Change.FAILED, order);
    }
  }

  private void tell(Change change, Order order) {
    if (change != Change.NOTHING) {
      orders.flush();
      events.heard(change, order);
    }
  }

  private static boolean completesOrder(Order order, TransactionNews news) {
    return order
        .findPaidBy(news.transactionId())
        .map(OrderPayment::gateway)
        .filter(GatewayPayment::completesOrder)
        .isPresent();
  }

  /**
   * The id of a payment that was not asked for here: the one that was meant, so that whoever asks
   * for that later finds it; or the transaction's, where that is another payment's.
   */
  private UUID idIfNew(Order order, TransactionNews news) {
    UUID meant = news.paymentId();
    return meant == null || order.hasPayment(meant) || orders.havePayment(meant)
        ? news.transactionId()
        : meant;
  }
}
