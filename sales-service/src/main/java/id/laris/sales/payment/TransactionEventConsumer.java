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
import id.laris.sales.order.TransactionUpdate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Applies the events of transactions to their payments. Transactions of unknown orders are ignored.
 */
@Component
class TransactionEventConsumer implements EventConsumer {

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

  private record OrderUpdate(UUID orderId, TransactionUpdate transaction) {}

  /**
   * Locks all orders before anything else: completing one locks the counter of receipt numbers, and
   * a call that has locked another of the orders may wait for that.
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
    PaymentTransaction transaction = PaymentEvents.TRANSACTION_PAID.payloadOf(event);
    return new OrderUpdate(
        Ids.parse(transaction.getOrderId()),
        TransactionUpdate.from(transaction, PaymentEvents.TRANSACTION_REVERSED.matches(event)));
  }
}
