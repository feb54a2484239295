package id.laris.staff.sale;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;
import static id.laris.events.types.SalesEvents.RETURN_CREATED;

import id.laris.common.db.EventType;
import id.laris.events.EventConsumer;
import id.laris.pos.Service;
import id.laris.pos.v1.Event;
import id.laris.staff.StaffModule;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Follows the orders that sales completes and the goods of them that come back, for all packages in
 * one transaction.
 */
@Component
class OrderEventConsumer implements EventConsumer {

  private final List<OrderFollower> followers;
  private final List<ReturnFollower> returnFollowers;

  OrderEventConsumer(List<OrderFollower> followers, List<ReturnFollower> returnFollowers) {
    this.followers = followers;
    this.returnFollowers = returnFollowers;
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
    return Set.of(ORDER_COMPLETED, RETURN_CREATED);
  }

  /** Orders of nobody cost nothing here. */
  @Override
  public boolean concerns(Event event) {
    return RETURN_CREATED.matches(event)
        ? RETURN_CREATED.payloadOf(event).getSalesReturn().getLinesList().stream()
            .anyMatch(line -> !line.getEmployeeId().isEmpty())
        : Sale.isSold(ORDER_COMPLETED.payloadOf(event));
  }

  /** Goods come back after they were sold, so the sales of a batch come first. */
  @Override
  public void apply(List<Event> events) {
    List<Sale> sales =
        events.stream()
            .filter(ORDER_COMPLETED::matches)
            .filter(this::concerns)
            .map(event -> Sale.of(ORDER_COMPLETED.payloadOf(event)))
            .toList();
    if (!sales.isEmpty()) {
      followers.forEach(follower -> follower.follow(sales));
    }
    List<ReturnedGoods> returns =
        events.stream()
            .filter(RETURN_CREATED::matches)
            .map(event -> ReturnedGoods.of(RETURN_CREATED.payloadOf(event).getSalesReturn()))
            .toList();
    if (!returns.isEmpty()) {
      returnFollowers.forEach(follower -> follower.followReturns(returns));
    }
  }
}
