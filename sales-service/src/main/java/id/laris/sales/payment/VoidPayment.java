package id.laris.sales.payment;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.VoidPaymentRequest;
import id.laris.pos.v1.VoidPaymentResponse;
import id.laris.sales.close.OrderEvents;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.shift.OpenShifts;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Voids a payment of an OPEN order: it stays in the order, and no longer pays it. A FLAGGED payment
 * is voided whatever the state of its order. The payment service is told by the event, and cancels
 * or refunds the payment at the gateway: so a void works while the gateway is down.
 *
 * <p>Money that was taken is given back only by a caller who may void sales: a cashier could keep
 * it otherwise. A cashier may give up a PENDING payment, for which no money has come.
 *
 * <p>It belongs to the shift that is open at the register now, because its money is given back from
 * that drawer.
 *
 * <p>Repeating it changes nothing.
 *
 * <p>Errors: NOT_FOUND; PERMISSION_DENIED; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED once the order is
 * closed; VERSION_CONFLICT.
 */
@Component
public class VoidPayment {

  private static final String SCOPE = "sales.void";

  private final Orders orders;
  private final OpenShifts shifts;
  private final OrderEvents events;
  private final Writes writes;
  private final Clock clock;

  VoidPayment(Orders orders, OpenShifts shifts, OrderEvents events, Writes writes, Clock clock) {
    this.orders = orders;
    this.shifts = shifts;
    this.events = events;
    this.writes = writes;
    this.clock = clock;
  }

  public VoidPaymentResponse run(VoidPaymentRequest request) {
    UUID paymentId = Ids.parse(request.getPaymentId());
    return writes.once(
        request,
        VoidPaymentResponse.parser(),
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          OrderPayment payment = order.payment(paymentId);
          requirePermission(payment);
          order.requireVersion(!payment.isStanding(), request.hasVersion(), request.getVersion());
          if (order.voidPayment(
              paymentId, request.getReason(), clock.instant(), shifts.find(order))) {
            orders.update(order);
            events.paymentVoided(order);
          }
          return VoidPaymentResponse.newBuilder()
              .setPayment(OrderProtos.toProto(payment, order))
              .setOrder(OrderProtos.toProto(order))
              .build();
        });
  }

  private static void requirePermission(OrderPayment payment) {
    if (payment.isStanding()
        && payment.status() != Payment.Status.PENDING
        && !Caller.current().may(SCOPE)) {
      throw Errors.permissionDenied(SCOPE);
    }
  }
}
