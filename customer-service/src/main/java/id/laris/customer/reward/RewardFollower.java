package id.laris.customer.reward;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;
import static id.laris.events.types.SalesEvents.ORDER_REOPENED;
import static id.laris.events.types.SalesEvents.ORDER_VOIDED;

import id.laris.common.Ids;
import id.laris.common.Uuids;
import id.laris.common.grpc.Protos;
import id.laris.customer.order.OrderFollower;
import id.laris.customer.reward.Reservation.Item;
import id.laris.customer.reward.RewardOutcomes.Outcome;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Spends the points of completed orders, and gives back those of voided and reopened ones. */
@Component
class RewardFollower implements OrderFollower {

  private final RewardOutcomes outcomes;

  RewardFollower(RewardOutcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public void follow(List<Event> events) {
    List<Outcome> happened = events.stream().flatMap(event -> outcome(event).stream()).toList();
    if (!happened.isEmpty()) {
      outcomes.record(happened);
    }
  }

  /** Returns nothing for an order that neither spends points nor has held any. */
  private static Optional<Outcome> outcome(Event event) {
    if (ORDER_COMPLETED.matches(event)) {
      Order order = ORDER_COMPLETED.payloadOf(event);
      List<Item> items = items(order);
      return items.isEmpty() ? freed(order) : Optional.of(spent(order, items, event));
    }
    if (ORDER_VOIDED.matches(event) || ORDER_REOPENED.matches(event)) {
      return freed(ORDER_VOIDED.payloadOf(event));
    }
    return Optional.empty();
  }

  private static List<Item> items(Order order) {
    return order.getDiscountsList().stream()
        .filter(discount -> discount.getPoints() > 0)
        .flatMap(
            discount ->
                Uuids.parse(discount.getRewardId()).stream()
                    .map(id -> new Item(id, discount.getPoints())))
        .toList();
  }

  private static Outcome spent(Order order, List<Item> items, Event event) {
    Instant completedAt =
        order.hasCompletedAt()
            ? Protos.instant("completed_at", order.getCompletedAt())
            : Protos.instant("occurred_at", event.getOccurredAt());
    return new Outcome.Spent(
        Ids.parse(order.getId()),
        Uuids.parse(order.getCustomerId()).orElse(null),
        items,
        completedAt);
  }

  private static Optional<Outcome> freed(Order order) {
    return order.getRewardRevision() > 0
        ? Optional.of(new Outcome.Freed(Ids.parse(order.getId()), order.getRewardRevision()))
        : Optional.empty();
  }
}
