package id.laris.sales.close;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.pos.v1.VoidOrderResponse;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.shift.OpenShifts;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Cancels a DRAFT or OPEN order, and every captured or pending payment of it. The payment service
 * is told by the event, and cancels or refunds what the gateway has.
 *
 * <p>Repeating it on a voided order returns that order unchanged.
 *
 * <p>Errors: NOT_FOUND; REASON_REQUIRED; ILLEGAL_STATE_TRANSITION from COMPLETED; VERSION_CONFLICT.
 */
@Component
public class VoidOrder {

  private final Orders orders;
  private final OpenShifts shifts;
  private final OrderEvents events;
  private final Writes writes;
  private final Clock clock;

  VoidOrder(Orders orders, OpenShifts shifts, OrderEvents events, Writes writes, Clock clock) {
    this.orders = orders;
    this.shifts = shifts;
    this.events = events;
    this.writes = writes;
    this.clock = clock;
  }

  public VoidOrderResponse run(VoidOrderRequest request) {
    if (request.getReason().isEmpty()) {
      throw Errors.invalid(
          Reason.REASON_REQUIRED, "reason", "is required: give the reason for voiding the order");
    }
    return writes.once(
        request,
        VoidOrderResponse.parser(),
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          order.requireVersion(
              order.status() == Status.VOIDED, request.hasVersion(), request.getVersion());
          if (order.cancel(request.getReason(), clock.instant(), shiftOfVoid(order))) {
            orders.update(order);
            events.voided(order);
          }
          return VoidOrderResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
        });
  }

  /** An order without payments is in no shift. */
  private @Nullable UUID shiftOfVoid(Order order) {
    return order.payments().isEmpty() ? null : shifts.find(order);
  }
}
