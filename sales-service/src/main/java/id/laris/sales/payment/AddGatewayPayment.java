package id.laris.sales.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.CallContext;
import id.laris.common.money.Amounts;
import id.laris.common.money.Currencies;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.sales.close.OrderEvents;
import id.laris.sales.order.GatewayRequest;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import id.laris.sales.order.Orders;
import id.laris.sales.order.PaymentRequest;
import id.laris.sales.order.TransactionUpdate;
import id.laris.sales.payment.PaymentService.Answer;
import id.laris.sales.shift.OpenShifts;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Adds a payment through the payment gateway, in three steps: store it as PENDING, charge in the
 * payment service, and store the instructions for the till or the immediate outcome. If the call
 * stops in between, the events of the payment service ({@link TransactionEventConsumer}), the job
 * ({@link GatewayPaymentJob}) or a repetition of the call continues: the payment's id stays the
 * same and is the key of the charge.
 *
 * <p>Errors: VALIDATION_FAILED for a method that does not fit the payment_type; CURRENCY_MISMATCH
 * for an order that is not in rupiah; AMOUNT_NOT_WHOLE_RUPIAH; those of AddPayment; refusals of the
 * payment service, such as GATEWAY_NOT_CONFIGURED, CIRCUIT_OPEN or PAYMENT_FAILED: then the payment
 * is not in the order; GATEWAY_TIMEOUT where the outcome is unknown: then it stays PENDING, and no
 * answer is stored.
 */
@Component
class AddGatewayPayment {

  private static final String RUPIAH = "IDR";
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Orders orders;
  private final OpenShifts shifts;
  private final PaymentService payments;
  private final PaymentReconciler reconciler;
  private final OrderEvents events;
  private final Writes writes;

  AddGatewayPayment(
      Orders orders,
      OpenShifts shifts,
      PaymentService payments,
      PaymentReconciler reconciler,
      OrderEvents events,
      Writes writes) {
    this.orders = orders;
    this.shifts = shifts;
    this.payments = payments;
    this.reconciler = reconciler;
    this.events = events;
    this.writes = writes;
  }

  AddPaymentResponse run(AddPaymentRequest request) {
    check(request);
    return writes
        .answeredBefore(request, AddPaymentResponse.parser())
        .orElseGet(() -> charge(request, PaymentRequest.from(request, paymentId(request))));
  }

  private static void check(AddPaymentRequest request) {
    if (GatewayRequest.typeOf(request.getGateway().getMethod()) != request.getPaymentType()) {
      throw Errors.invalid(
          "gateway.method",
          "must be a method for the payment type %s".formatted(request.getPaymentType()));
    }
    if (request.getPaymentType() == Payment.Type.CARD
        && request.getGateway().getCardToken().isEmpty()) {
      throw Errors.invalid(
          "gateway.card_token",
          "is required for a card: the token that the customer's browser obtained");
    }
  }

  /** The client's; else the same for the same call under an idempotency key. */
  private static UUID paymentId(AddPaymentRequest request) {
    String key = CallContext.current().idempotencyKey();
    if (!request.getId().isEmpty() || key == null) {
      return Ids.orNext(request.getId());
    }
    String name =
        "AddPayment %s %s %s".formatted(Caller.current().tenantId(), request.getOrderId(), key);
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  private AddPaymentResponse charge(AddPaymentRequest request, PaymentRequest wanted) {
    Optional<ChargeRequest> charge = writes.run(() -> begin(request, wanted));
    return charge.isEmpty()
        ? answer(request, wanted.id(), null)
        : switch (payments.charge(charge.get())) {
          case Answer.Charged(PaymentTransaction transaction) ->
              answer(request, wanted.id(), known(transaction, wanted.id()));
          case Answer.Refused(RuntimeException refusal) -> {
            removeRefused(request, wanted.id());
            throw refusal;
          }
          case Answer.Lost() -> throw outcomeUnknown(wanted.id());
        };
  }

  /** Stores the payment; nothing is returned where the gateway need not be asked any more. */
  private Optional<ChargeRequest> begin(AddPaymentRequest request, PaymentRequest wanted) {
    Order order = orders.locked(Ids.parse(request.getOrderId()));
    boolean taken = order.hasPayment(wanted.id());
    order.requireVersion(taken, request.hasVersion(), request.getVersion());
    requireWholeRupiah(order, wanted);
    OrderPayment payment = order.pay(wanted);
    if (!taken) {
      payment.takeInto(shifts.require(order));
    }
    if (payment.isSettled()) {
      return Optional.empty();
    }
    Objects.requireNonNull(payment.gateway()).startCharge();
    orders.update(order);
    if (!taken) {
      events.paymentRequested(order);
    }
    return Optional.of(Charges.of(order, payment, request.getGateway()));
  }

  private static void requireWholeRupiah(Order order, PaymentRequest wanted) {
    if (!order.currency().equals(RUPIAH)) {
      throw Errors.of(
              Reason.CURRENCY_MISMATCH,
              "The payment gateway accepts only IDR, but the order is in %s: use another payment type."
                  .formatted(order.currency()))
          .with("expected", RUPIAH)
          .with("actual", order.currency());
    }
    long charged = Amounts.add(wanted.amount(), wanted.tip());
    if (charged % Currencies.accountingIncrement(RUPIAH) != 0) {
      throw Errors.invalid(
          Reason.AMOUNT_NOT_WHOLE_RUPIAH,
          "amount",
          "plus the tip must be whole rupiah, a multiple of 100 minor units");
    }
  }

  private static TransactionUpdate known(PaymentTransaction transaction, UUID paymentId) {
    TransactionUpdate update = TransactionUpdate.from(transaction, false);
    if (update.outcome() == TransactionUpdate.Outcome.UNKNOWN) {
      throw outcomeUnknown(paymentId);
    }
    return update;
  }

  private AddPaymentResponse answer(
      AddPaymentRequest request, UUID paymentId, @Nullable TransactionUpdate update) {
    return writes.once(
        request,
        AddPaymentResponse.parser(),
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          if (update != null) {
            reconciler.apply(order, update);
          }
          return AddPayment.response(order.payment(paymentId), order);
        });
  }

  /** This runs outside the call's own transaction, so its idempotency key stays free. */
  private void removeRefused(AddPaymentRequest request, UUID paymentId) {
    writes.run(
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          boolean removed = order.removeRefusedPayment(paymentId);
          orders.update(order);
          if (removed) {
            events.paymentRefused(order);
          }
          return order;
        });
  }

  private static PosException outcomeUnknown(UUID paymentId) {
    return Errors.retryable(
            Reason.GATEWAY_TIMEOUT,
            "The payment gateway did not answer in time, and the payment may exist: repeat the call"
                + " with the same idempotency key or id.",
            SOON)
        .with("payment_id", paymentId);
  }
}
