package id.laris.inventory.reservation;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;
import static id.laris.events.types.SalesEvents.ORDER_REOPENED;
import static id.laris.events.types.SalesEvents.ORDER_VOIDED;
import static id.laris.events.types.SalesEvents.RETURN_CREATED;

import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.events.EventConsumer;
import id.laris.inventory.InventoryModule;
import id.laris.inventory.reservation.OrderOutcomes.Outcome;
import id.laris.pos.Service;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.StockLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Follows the orders of sales: the goods of a completed order are sold; those of a voided or
 * reopened one are released; those of a return are back.
 */
@Component
class OrderEventConsumer implements EventConsumer {

  private final OrderOutcomes outcomes;
  private final TakeBackGoods takeBackGoods;

  OrderEventConsumer(OrderOutcomes outcomes, TakeBackGoods takeBackGoods) {
    this.outcomes = outcomes;
    this.takeBackGoods = takeBackGoods;
  }

  @Override
  public String name() {
    return "inventory.orders";
  }

  @Override
  public String producer() {
    return Service.SALES.shortName();
  }

  @Override
  public String service() {
    return InventoryModule.SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.of(ORDER_COMPLETED, ORDER_VOIDED, ORDER_REOPENED, RETURN_CREATED);
  }

  @Override
  public boolean concerns(Event event) {
    return RETURN_CREATED.matches(event)
        ? TakeBackGoods.concerns(RETURN_CREATED.payloadOf(event).getSalesReturn())
        : outcome(event).isPresent();
  }

  @Override
  public void apply(List<Event> events) {
    List<? extends Outcome> ended =
        events.stream()
            .filter(event -> !RETURN_CREATED.matches(event))
            .flatMap(event -> outcome(event).stream())
            .toList();
    if (!ended.isEmpty()) {
      outcomes.record(ended);
    }
    // Goods come back after they were sold.
    takeBackGoods.run(
        events.stream()
            .filter(RETURN_CREATED::matches)
            .map(event -> RETURN_CREATED.payloadOf(event).getSalesReturn())
            .toList());
  }

  /** Returns nothing for an order without stock. */
  private static Optional<? extends Outcome> outcome(Event event) {
    Order order = ORDER_COMPLETED.payloadOf(event);
    if (ORDER_COMPLETED.matches(event)) {
      return sold(order, event);
    }
    return order.getStockRevision() > 0
        ? Optional.of(new Outcome.Freed(Ids.parse(order.getId()), order.getStockRevision()))
        : Optional.empty();
  }

  /**
   * Returns the goods that the order took from its location; nothing without a location or counted
   * goods.
   */
  private static Optional<Outcome.Sold> sold(Order order, Event event) {
    UUID locationId = Ids.parseOrNull(order.getLocationId());
    SortedMap<UUID, Long> lines = new TreeMap<>();
    order.getItemsList().stream()
        .flatMap(item -> item.getStockUsesList().stream())
        .forEach(use -> add(lines, use));
    return locationId == null || lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Sold(
                Ids.parse(order.getId()),
                locationId,
                lines,
                Protos.instant("occurred_at", event.getOccurredAt())));
  }

  private static void add(SortedMap<UUID, Long> lines, StockLine use) {
    lines.merge(Ids.parse(use.getVariantId()), use.getQuantity(), Amounts::add);
  }
}
