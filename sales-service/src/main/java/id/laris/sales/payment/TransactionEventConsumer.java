package id.laris.sales.payment;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.Ids;
import id.laris.events.EventConsumer;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.sales.SalesModule;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import id.laris.sales.order.TransactionUpdate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Applies the events of transactions to the payments that they are for. Transactions for orders
 * that are not here are ignored.
 */
@Component
class TransactionEventConsumer implements EventConsumer {

  private static final String REVERSED = "TransactionReversed";

  private final Orders orders;
  private final PaymentReconciler reconciler;

  TransactionEventConsumer(Orders orders, PaymentReconciler reconciler) {
    this.orders = orders;
    this.reconciler = reconciler;
  }

  @Override
  public String name() {
    return "sales.transactions";
  }

  @Override
  public String producer() {
    return "payment";
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

  private record OrderUpdate(UUID orderId, TransactionUpdate transaction) {}

  /**
   * Locks all orders before anything else: completing one takes the counter of receipt numbers,
   * which whoever has locked another of them may wait for.
   */
  @Override
  public void apply(List<Event> events) {
    List<OrderUpdate> updates = events.stream().map(TransactionEventConsumer::update).toList();
    Map<UUID, Order> byId =
        orders
            .lockAll(updates.stream().map(OrderUpdate::orderId).collect(Collectors.toSet()))
            .stream()
            .collect(Collectors.toMap(Order::id, Function.identity()));
    for (OrderUpdate each : updates) {
      Order order = byId.get(each.orderId());
      if (order != null) {
        reconciler.apply(order, each.transaction());
      }
    }
  }

  private static OrderUpdate update(Event event) {
    PaymentTransaction transaction = transaction(event);
    return new OrderUpdate(
        Ids.parse(transaction.getOrderId()),
        TransactionUpdate.from(transaction, event.getType().equals(REVERSED)));
  }

  private static PaymentTransaction transaction(Event event) {
    try {
      return event.getPayload().unpack(PaymentTransaction.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the payload is no transaction", e);
    }
  }
}
