package id.laris.sales.order;

import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.Payment;
import id.laris.sales.order.TransactionUpdate.Outcome;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings the payments of an order up to date with their transactions in the payment service. The
 * same update again changes nothing, and neither does one that is older than what is known.
 *
 * <ul>
 *   <li>PAID: a PENDING payment is CAPTURED, and so is a FAILED one that the OPEN order still has
 *       room for. Where the order was closed, or paid otherwise, or the payment was voided, it is
 *       FLAGGED: the money was received, does not pay the order, and must be refunded. A charge
 *       that was not requested here is added by the same rule. So no money is lost.
 *   <li>FAILED: a PENDING payment is FAILED.
 *   <li>Refunded: a refunded amount no longer pays an OPEN order. If all of it was refunded, the
 *       payment is VOIDED, unless the order is COMPLETED.
 *   <li>REVERSED: the payment is FAILED, unless the order is COMPLETED or the payment VOIDED: then
 *       the reversal is recorded on it.
 * </ul>
 */
final class PaymentReconciliation {

  private final Order order;
  private final Instant now;

  PaymentReconciliation(Order order, Instant now) {
    this.order = order;
    this.now = now;
  }

  PaymentChange apply(TransactionUpdate update, UUID idIfNew) {
    if (update.outcome() == Outcome.UNKNOWN) {
      return PaymentChange.NONE;
    }
    Optional<OrderPayment> known = find(update);
    if (known.isEmpty() && update.outcome() != Outcome.PAID) {
      return PaymentChange.NONE;
    }
    OrderPayment payment = known.orElseGet(() -> add(update, idIfNew));
    GatewayPayment gateway = Objects.requireNonNull(payment.gateway());
    if (update.version() < gateway.transactionVersion()) {
      return PaymentChange.NONE;
    }
    boolean isNewer = update.version() > gateway.transactionVersion();
    boolean linked = gateway.link(update);
    if (linked) {
      order.takeTransaction(update.transactionId());
    }
    PaymentChange change =
        switch (update.outcome()) {
          case PAID -> paid(payment, gateway, update);
          case FAILED -> payment.isPending() ? fail(payment, update.failure()) : PaymentChange.NONE;
          case REVERSED -> reversed(payment, gateway, update);
          default -> pending(payment, linked);
        };
    if (change != PaymentChange.NONE) {
      return change;
    }
    if (linked) {
      return PaymentChange.LINKED;
    }
    return isNewer ? PaymentChange.HEARD : PaymentChange.NONE;
  }

  private Optional<OrderPayment> find(TransactionUpdate update) {
    return order
        .findPaidBy(update.transactionId())
        .or(() -> order.payments().stream().filter(any -> any.waitsFor(update)).findFirst());
  }

  private OrderPayment add(TransactionUpdate update, UUID id) {
    OrderPayment payment = OrderPayment.chargedElsewhere(order.nextPaymentNumber(), id, update);
    order.addPayment(payment);
    return payment;
  }

  /** The event that the payment is voided did not say which transaction to cancel. */
  private static PaymentChange pending(OrderPayment payment, boolean linked) {
    return linked && payment.status() == Payment.Status.VOIDED
        ? PaymentChange.VOIDED
        : PaymentChange.NONE;
  }

  private PaymentChange paid(
      OrderPayment payment, GatewayPayment gateway, TransactionUpdate update) {
    PaymentChange change = PaymentChange.NONE;
    if (gateway.capturedAt() == null) {
      gateway.capture(update.paidAt() == null ? now : update.paidAt());
      change = capture(payment, gateway);
    }
    return update.refunded() == gateway.refunded()
        ? change
        : refunded(payment, gateway, update.refunded());
  }

  private PaymentChange capture(OrderPayment payment, GatewayPayment gateway) {
    boolean wanted = payment.isPending() || payment.status() == Payment.Status.FAILED;
    boolean hasRoom = payment.isPending() || payment.amount() <= order.balance().payable();
    if (wanted && hasRoom && order.status() == Status.OPEN) {
      payment.changeStatus(Payment.Status.CAPTURED);
      return PaymentChange.CAPTURED;
    }
    gateway.noteFailure(reasonForFlag(wanted));
    payment.changeStatus(Payment.Status.FLAGGED);
    return PaymentChange.FLAGGED;
  }

  private String reasonForFlag(boolean wanted) {
    return switch (order.status()) {
      case VOIDED -> "the order was voided before it was paid";
      case COMPLETED -> "the order was completed before it was paid";
      case OPEN ->
          wanted
              ? "the order was paid in another way in the meantime, or waits for another payment"
              : "the payment was voided before it was paid";
      default -> "the order was not finalized when it was paid";
    };
  }

  private PaymentChange refunded(OrderPayment payment, GatewayPayment gateway, long refunded) {
    gateway.recordRefunded(refunded);
    boolean counts = payment.isCaptured() && order.status() == Status.OPEN;
    if (counts) {
      gateway.recordRefundedWhileOpen(Math.min(refunded, payment.amount()));
    }
    if (refunded >= payment.charged() && (counts || payment.status() == Payment.Status.FLAGGED)) {
      payment.cancel("the whole amount was refunded", now, null);
      return PaymentChange.VOIDED;
    }
    return PaymentChange.REFUNDED;
  }

  private static PaymentChange fail(OrderPayment payment, String reason) {
    payment.fail(reason);
    return PaymentChange.FAILED;
  }

  private PaymentChange reversed(
      OrderPayment payment, GatewayPayment gateway, TransactionUpdate update) {
    String reason = "the payment was reversed: " + update.failure();
    boolean isClosed =
        payment.status() == Payment.Status.VOIDED
            || (payment.isCaptured() && order.status() == Status.COMPLETED);
    if (!isClosed) {
      return payment.status() == Payment.Status.FAILED ? PaymentChange.NONE : fail(payment, reason);
    }
    if (gateway.capturedAt() == null || gateway.failure().equals(reason)) {
      return PaymentChange.NONE;
    }
    gateway.recordRefunded(payment.charged());
    gateway.noteFailure(reason);
    return payment.isCaptured() ? PaymentChange.REVERSED : PaymentChange.REFUNDED;
  }
}
