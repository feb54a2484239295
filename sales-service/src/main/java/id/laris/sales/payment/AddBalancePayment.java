package id.laris.sales.payment;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.sales.balance.BalanceHolder;
import id.laris.sales.close.OrderEvents;
import id.laris.sales.hold.Holds;
import id.laris.sales.hold.OrderHolds;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import id.laris.sales.order.Orders;
import id.laris.sales.order.PaymentRequest;
import id.laris.sales.shift.OpenShifts;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Adds a payment by gift card, store credit or account, in three steps: read the order and let it
 * decide in memory, hold the amount in customer-service, and store the payment if the order is
 * still as it was read. A hold whose payment is not stored is given back ({@link
 * id.laris.sales.hold.OrderHolds}).
 *
 * <p>Errors: those of AddPayment; VALIDATION_FAILED without a card or customer, or with a tip;
 * NOT_FOUND of the card; INSUFFICIENT_BALANCE, CREDIT_LIMIT_EXCEEDED (requested, available);
 * ILLEGAL_STATE_TRANSITION of a card that is not ACTIVE; CURRENCY_MISMATCH of the card;
 * RATE_LIMITED; UNAVAILABLE.
 */
@Component
class AddBalancePayment {

  private final Orders orders;
  private final OpenShifts shifts;
  private final OrderHolds holds;
  private final BalanceHolder balances;
  private final OrderEvents events;
  private final Reads reads;
  private final Writes writes;

  AddBalancePayment(
      Orders orders,
      OpenShifts shifts,
      OrderHolds holds,
      BalanceHolder balances,
      OrderEvents events,
      Reads reads,
      Writes writes) {
    this.orders = orders;
    this.shifts = shifts;
    this.holds = holds;
    this.balances = balances;
    this.events = events;
    this.reads = reads;
    this.writes = writes;
  }

  AddPaymentResponse run(AddPaymentRequest request, PaymentRequest wanted) {
    return writes.orAnsweredBefore(
        request,
        AddPaymentResponse.parser(),
        () -> ConcurrentOrderChange.retry(() -> attempt(request, wanted)));
  }

  private AddPaymentResponse attempt(AddPaymentRequest request, PaymentRequest wanted) {
    UUID orderId = Ids.parse(request.getOrderId());
    Order order = reads.run(() -> orders.get(orderId));
    boolean taken = order.hasPayment(wanted.id());
    order.requireVersion(taken, request.hasVersion(), request.getVersion());
    if (taken) {
      OrderPayment payment = order.pay(wanted);
      return writes.once(
          request, AddPaymentResponse.parser(), () -> AddPayment.response(payment, order));
    }
    int version = order.version();
    var claims = balances.claims(order, List.of(wanted));
    order.pay(wanted);
    try (Holds held = holds.begin(orderId, claims, () -> isAsRead(request, wanted, version))) {
      held.take();
      return writes.once(
          request, AddPaymentResponse.parser(), () -> store(orderId, version, wanted, held));
    }
  }

  /** Asked before anything is held: a repeated call must not hold it once more. */
  private boolean isAsRead(AddPaymentRequest request, PaymentRequest wanted, int version) {
    if (writes.answeredBefore(request, AddPaymentResponse.parser()).isPresent()) {
      throw Errors.alreadyExists("payment", wanted.id());
    }
    return orders
        .findVersion(Ids.parse(request.getOrderId()))
        .filter(now -> now == version)
        .isPresent();
  }

  private AddPaymentResponse store(UUID orderId, int version, PaymentRequest wanted, Holds held) {
    Order order = orders.locked(orderId);
    if (order.version() != version) {
      throw ConcurrentOrderChange.of(orderId);
    }
    OrderPayment payment = order.pay(wanted);
    payment.takeInto(shifts.require(order));
    held.handOver(order);
    orders.update(order);
    events.paid(order);
    return AddPayment.response(payment, order);
  }
}
