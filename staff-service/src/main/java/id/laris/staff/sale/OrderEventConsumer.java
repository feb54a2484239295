package id.laris.staff.sale;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;

import id.laris.common.db.EventType;
import id.laris.events.EventConsumer;
import id.laris.pos.Service;
import id.laris.pos.v1.Event;
import id.laris.staff.StaffModule;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Follows the orders that sales completes, for all packages in one transaction. */
@Component
class OrderEventConsumer implements EventConsumer {

  private final List<OrderFollower> followers;

  OrderEventConsumer(List<OrderFollower> followers) {
    this.followers = followers;
  }

  @Override
  public String name() {
    return "staff.orders";
  }

  @Override
  public String producer() {
    return Service.SALES.shortName();
  }

  @Override
  public String service() {
    return StaffModule.SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.of(ORDER_COMPLETED);
  }

  /** Orders of nobody cost nothing here. */
  @Override
  public boolean concerns(Event event) {
    return Sale.isSold(ORDER_COMPLETED.payloadOf(event));
  }

  @Override
  public void apply(List<Event> events) {
    List<Sale> sales =
        events.stream()
            .filter(this::concerns)
            .map(event -> Sale.of(ORDER_COMPLETED.payloadOf(event)))
            .toList();
    followers.forEach(follower -> follower.follow(sales));
  }
}
