package id.laris.promotion.order;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;
import static id.laris.events.types.SalesEvents.ORDER_REOPENED;
import static id.laris.events.types.SalesEvents.ORDER_VOIDED;
import static id.laris.events.types.SalesEvents.RETURN_CREATED;

import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.events.EventConsumer;
import id.laris.pos.Service;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PromotionResult;
import id.laris.promotion.PromotionModule;
import id.laris.promotion.usage.UsageOutcomes;
import id.laris.promotion.usage.UsageOutcomes.Outcome;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Follows the orders of sales: completed ones have used their promotions, and the uses of voided
 * and reopened ones are given back, as are those of goods that came back.
 */
@Component
class OrderEventConsumer implements EventConsumer {

  private final UsageOutcomes outcomes;

  OrderEventConsumer(UsageOutcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public String name() {
    return "promotion.orders";
  }

  @Override
  public String producer() {
    return Service.SALES.shortName();
  }

  @Override
  public String service() {
    return PromotionModule.SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.of(ORDER_COMPLETED, ORDER_VOIDED, ORDER_REOPENED, RETURN_CREATED);
  }

  /** Orders without promotions cost nothing here. */
  @Override
  public boolean concerns(Event event) {
    Order order = order(event);
    return order.getPromotionRevision() > 0
        || ((ORDER_COMPLETED.matches(event) || RETURN_CREATED.matches(event))
            && order.getPromotionsList().stream().anyMatch(PromotionResult::getApplied));
  }

  /** The order, without the goods that came back. */
  private static Order order(Event event) {
    return RETURN_CREATED.matches(event)
        ? RETURN_CREATED.payloadOf(event).getRemaining()
        : ORDER_COMPLETED.payloadOf(event);
  }

  @Override
  public void apply(List<Event> events) {
    List<Outcome> concerned =
        events.stream().filter(this::concerns).map(OrderEventConsumer::outcome).toList();
    if (!concerned.isEmpty()) {
      var _ = outcomes.record(concerned);
    }
  }

  private static Outcome outcome(Event event) {
    Order order = order(event);
    UUID orderId = Ids.parse(order.getId());
    long revision = order.getPromotionRevision();
    if (RETURN_CREATED.matches(event)) {
      return new Outcome.Returned(orderId, revision, order);
    }
    return ORDER_COMPLETED.matches(event)
        ? new Outcome.Used(orderId, revision, order)
        : new Outcome.Freed(orderId, revision);
  }
}
