package id.laris.sales.draft;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.pos.v1.RecallOrderRequest;
import id.laris.pos.v1.RecallOrderResponse;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.staff.Staff;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a DRAFT up again that was put aside. One of several tills that recall it gets it; it is an
 * order of that till's register from then on.
 *
 * <p>Errors: NOT_FOUND; HELD_ORDER_NOT_FOUND of an order that is not held; REGISTER_NOT_AT_LOCATION
 * of a till at another location.
 */
@Component
public class RecallOrder {

  private final Orders orders;
  private final DraftEvents events;
  private final Writes writes;

  RecallOrder(Orders orders, DraftEvents events, Writes writes) {
    this.orders = orders;
    this.events = events;
    this.writes = writes;
  }

  public RecallOrderResponse run(RecallOrderRequest request) {
    return writes.once(
        request,
        RecallOrderResponse.parser(),
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          order.recall(till(order));
          orders.update(order);
          events.changed(request, order, LinesBefore.SAME);
          return RecallOrderResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
        });
  }

  /** The register that takes it; none for an order without a location, or outside of a till. */
  private static @Nullable UUID till(Order order) {
    Caller caller = Caller.current();
    UUID locationId = order.details().locationId();
    if (caller.registerId() == null || caller.locationId() == null || locationId == null) {
      return null;
    }
    Staff.requireSameLocation(caller.registerId(), caller.locationId(), locationId);
    return caller.registerId();
  }
}
