package id.laris.customer.order;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;
import static id.laris.events.types.SalesEvents.ORDER_PAYMENT_VOIDED;
import static id.laris.events.types.SalesEvents.ORDER_REOPENED;
import static id.laris.events.types.SalesEvents.ORDER_VOIDED;
import static id.laris.events.types.SalesEvents.RETURN_CREATED;

import id.laris.common.db.EventType;
import id.laris.customer.CustomerModule;
import id.laris.customer.balance.BalanceProtos;
import id.laris.events.EventConsumer;
import id.laris.pos.Service;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Follows the orders of sales and their returns, for all packages in one transaction. */
@Component
class OrderEventConsumer implements EventConsumer {

  private final List<OrderFollower> followers;

  OrderEventConsumer(List<OrderFollower> followers) {
    this.followers = followers;
  }

  @Override
  public String name() {
    return "customer.orders";
  }

  @Override
  public String producer() {
    return Service.SALES.shortName();
  }

  @Override
  public String service() {
    return CustomerModule.SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.of(
        ORDER_COMPLETED, ORDER_VOIDED, ORDER_REOPENED, ORDER_PAYMENT_VOIDED, RETURN_CREATED);
  }

  /** Orders without a customer, a balance that pays, or a card that is sold cost nothing here. */
  @Override
  public boolean concerns(Event event) {
    if (RETURN_CREATED.matches(event)) {
      return !RETURN_CREATED.payloadOf(event).getSalesReturn().getCustomerId().isEmpty();
    }
    Order order = ORDER_COMPLETED.payloadOf(event);
    return !order.getCustomerId().isEmpty()
        || order.getPaymentsList().stream().anyMatch(BalanceProtos::isOfBalance)
        || order.getItemsList().stream().anyMatch(OrderItem::getGiftCard);
  }

  @Override
  public void apply(List<Event> events) {
    followers.forEach(follower -> follower.follow(events));
  }
}
