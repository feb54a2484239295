package id.laris.sales.draft;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.pos.v1.HoldOrderRequest;
import id.laris.pos.v1.HoldOrderResponse;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Puts a DRAFT aside, so that the till can serve somebody else. It cannot be changed until {@link
 * RecallOrder} takes it up again; voiding it ends it.
 *
 * <p>Repeating it changes nothing; with another label the order gets that one.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION of an order that is no DRAFT; ORDER_VOIDED;
 * VERSION_CONFLICT.
 */
@Component
public class HoldOrder {

  private final Orders orders;
  private final DraftEvents events;
  private final Writes writes;
  private final Clock clock;

  HoldOrder(Orders orders, DraftEvents events, Writes writes, Clock clock) {
    this.orders = orders;
    this.events = events;
    this.writes = writes;
    this.clock = clock;
  }

  public HoldOrderResponse run(HoldOrderRequest request) {
    return writes.once(
        request,
        HoldOrderResponse.parser(),
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          order.requireVersion(
              order.held().is(request.getLabel()), request.hasVersion(), request.getVersion());
          if (order.hold(request.getLabel(), Caller.current().userId(), clock.instant())) {
            orders.update(order);
            events.changed(request, order, LinesBefore.SAME);
          }
          return HoldOrderResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
        });
  }
}
