package id.laris.sales.payment;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.sales.close.OrderEvents;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.order.PaymentRequest;
import id.laris.sales.shift.OpenShifts;
import org.springframework.stereotype.Component;

/**
 * Adds a payment to an OPEN order. Cash above the amount due is given back as change; other tenders
 * may not exceed it. Cash that settles an order owes the amount due as the location rounds it. An
 * amount that is pending at the payment gateway cannot be paid by another payment. {@link
 * AddGatewayPayment} adds a payment through the gateway, and {@link AddBalancePayment} one by gift
 * card, store credit or account.
 *
 * <p>A payment with a client-made id is added once, whatever the state of the order now.
 *
 * <p>Errors: NOT_FOUND; PAYMENT_EXCEEDS_BALANCE (due, pending, amount); INSUFFICIENT_PAYMENT
 * (total, paid, due, cash_due) for cash that covers the amount due but not the rounded one;
 * CURRENCY_MISMATCH; SHIFT_NOT_OPEN; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED; VERSION_CONFLICT;
 * ALREADY_EXISTS where the payment's id is taken by another; those of AddGatewayPayment and
 * AddBalancePayment.
 */
@Component
public class AddPayment {

  private final Orders orders;
  private final OpenShifts shifts;
  private final OrderEvents events;
  private final Writes writes;
  private final AddGatewayPayment addGatewayPayment;
  private final AddBalancePayment addBalancePayment;

  AddPayment(
      Orders orders,
      OpenShifts shifts,
      OrderEvents events,
      Writes writes,
      AddGatewayPayment addGatewayPayment,
      AddBalancePayment addBalancePayment) {
    this.orders = orders;
    this.shifts = shifts;
    this.events = events;
    this.writes = writes;
    this.addGatewayPayment = addGatewayPayment;
    this.addBalancePayment = addBalancePayment;
  }

  public AddPaymentResponse run(AddPaymentRequest request) {
    if (request.hasGateway()) {
      return addGatewayPayment.run(request);
    }
    PaymentRequest wanted = PaymentRequest.from(request, Ids.orNext(request.getId()));
    return wanted.isOfBalance()
        ? addBalancePayment.run(request, wanted)
        : takenElsewhere(request, wanted);
  }

  private AddPaymentResponse takenElsewhere(AddPaymentRequest request, PaymentRequest wanted) {
    return writes.once(
        request,
        AddPaymentResponse.parser(),
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          boolean taken = order.hasPayment(wanted.id());
          order.requireVersion(taken, request.hasVersion(), request.getVersion());
          OrderPayment payment = order.pay(wanted);
          if (!taken) {
            payment.takeInto(shifts.require(order));
            orders.update(order);
            events.paid(order);
          }
          return response(payment, order);
        });
  }

  static AddPaymentResponse response(OrderPayment payment, Order order) {
    return AddPaymentResponse.newBuilder()
        .setPayment(OrderProtos.toProto(payment, order))
        .setOrder(OrderProtos.toProto(order))
        .build();
  }
}
