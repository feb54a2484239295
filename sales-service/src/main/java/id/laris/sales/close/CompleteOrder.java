package id.laris.sales.close;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CompleteOrderResponse;
import id.laris.pos.v1.Order.Status;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.shift.OpenShifts;
import org.springframework.stereotype.Component;

/**
 * Closes an OPEN order once its payments cover its total, and gives it the next receipt number of
 * its location and business date.
 *
 * <p>Repeating it on a completed order returns that order unchanged.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION from DRAFT; ORDER_VOIDED; INSUFFICIENT_PAYMENT
 * (total, paid, pending, due); VERSION_CONFLICT.
 */
@Component
public class CompleteOrder {

  private final Orders orders;
  private final CurrentSettings settings;
  private final OpenShifts shifts;
  private final Completion completion;
  private final OrderEvents events;
  private final Writes writes;

  CompleteOrder(
      Orders orders,
      CurrentSettings settings,
      OpenShifts shifts,
      Completion completion,
      OrderEvents events,
      Writes writes) {
    this.orders = orders;
    this.settings = settings;
    this.shifts = shifts;
    this.completion = completion;
    this.events = events;
    this.writes = writes;
  }

  public CompleteOrderResponse run(CompleteOrderRequest request) {
    return writes.once(
        request,
        CompleteOrderResponse.parser(),
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          order.requireVersion(
              order.status() == Status.COMPLETED, request.hasVersion(), request.getVersion());
          if (completion.complete(order, settings.get(), shifts.find(order))) {
            orders.update(order);
            events.completed(order);
          }
          return CompleteOrderResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
        });
  }
}
