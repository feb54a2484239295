package id.laris.sales.payment;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.Ids;
import id.laris.events.EventConsumer;
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

  private static final String REVERSED = "TransactionReversed";

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
  public Set<String> types() {
    return Set.of(
        "TransactionPending",
        "TransactionPaid",
        "TransactionDenied",
        "TransactionCancelled",
        "TransactionExpired",
        "TransactionFailed",
        "TransactionPartiallyRefunded",
        "TransactionRefunded",
        "TransactionChargedBack",
        REVERSED);
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
    PaymentTransaction transaction = transaction(event);
    return new Told(
        Ids.parse(transaction.getOrderId()),
        TransactionNews.from(transaction, event.getType().equals(REVERSED)));
  }

  private static PaymentTransaction transaction(Event event) {
    try {
      return event.getPayload().unpack(PaymentTransaction.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the payload is no transaction", e);
    }
  }
}
