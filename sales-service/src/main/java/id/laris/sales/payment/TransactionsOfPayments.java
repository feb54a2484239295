package id.laris.sales.payment;

import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.events.EventConsumer;
import id.laris.events.types.PaymentEvents;
import id.laris.pos.Service;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.sales.SalesModule;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import id.laris.sales.order.TransactionNews;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What becomes of a transaction becomes of its payment. A transaction for an order that is not here
 * is nothing to us.
 */
@Component
class TransactionsOfPayments implements EventConsumer {

  private final Orders orders;
  private final PaymentBooks books;

  TransactionsOfPayments(Orders orders, PaymentBooks books) {
    this.orders = orders;
    this.books = books;
  }

  @Override
  public String name() {
    return "sales.transactions";
  }

  @Override
  public String producer() {
    return Service.PAYMENT.shortName();
  }

  @Override
  public String service() {
    return SalesModule.SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.of(
        PaymentEvents.TRANSACTION_PENDING,
        PaymentEvents.TRANSACTION_PAID,
        PaymentEvents.TRANSACTION_DENIED,
        PaymentEvents.TRANSACTION_CANCELLED,
        PaymentEvents.TRANSACTION_EXPIRED,
        PaymentEvents.TRANSACTION_FAILED,
        PaymentEvents.TRANSACTION_PARTIALLY_REFUNDED,
        PaymentEvents.TRANSACTION_REFUNDED,
        PaymentEvents.TRANSACTION_CHARGED_BACK,
        PaymentEvents.TRANSACTION_REVERSED);
  }

  private record Told(UUID orderId, TransactionNews news) {}

  /**
   * Locks all orders before anything else: completing one takes the counter of receipt numbers,
   * which whoever has locked another of them may wait for.
   */
  @Override
  public void apply(List<Event> events) {
    List<Told> told = events.stream().map(TransactionsOfPayments::told).toList();
    Map<UUID, Order> byId =
        orders.lockAll(told.stream().map(Told::orderId).collect(Collectors.toSet())).stream()
            .collect(Collectors.toMap(Order::id, Function.identity()));
    for (Told each : told) {
      Order order = byId.get(each.orderId());
      if (order != null) {
        books.enter(order, each.news());
      }
    }
  }

  private static Told told(Event event) {
    PaymentTransaction transaction = PaymentEvents.TRANSACTION_PAID.payloadOf(event);
    return new Told(
        Ids.parse(transaction.getOrderId()),
        TransactionNews.from(transaction, PaymentEvents.TRANSACTION_REVERSED.matches(event)));
  }
}
