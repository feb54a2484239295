package id.laris.sales.close;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.ReopenOrderRequest;
import id.laris.pos.v1.ReopenOrderResponse;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import org.springframework.stereotype.Component;

/**
 * Returns an order from OPEN to DRAFT, while no payment is captured or pending.
 *
 * <p>Repeating it on a DRAFT returns that order unchanged.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION from COMPLETED, or with payments; ORDER_VOIDED;
 * VERSION_CONFLICT.
 */
@Component
public class ReopenOrder {

  private final Orders orders;
  private final OrderEvents events;
  private final Writes writes;

  ReopenOrder(Orders orders, OrderEvents events, Writes writes) {
    this.orders = orders;
    this.events = events;
    this.writes = writes;
  }

  public ReopenOrderResponse run(ReopenOrderRequest request) {
    return writes.once(
        request,
        ReopenOrderResponse.parser(),
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          order.requireVersion(
              order.status() == Status.DRAFT, request.hasVersion(), request.getVersion());
          if (order.reopen()) {
            orders.update(order);
            events.reopened(order);
          }
          return ReopenOrderResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
        });
  }
}
