package id.laris.customer.balance;

import id.laris.common.Caller;
import id.laris.pos.v1.Payment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why, when and by whom a balance is changed.
 *
 * @param other the other card of a transfer
 * @param recordedBy the user; null where it follows from an order or from the passing of time
 */
public record Cause(
    @Nullable UUID orderId,
    @Nullable UUID paymentId,
    @Nullable UUID other,
    String reason,
    Payment.Type paymentType,
    String reference,
    Instant occurredAt,
    Instant recordedAt,
    @Nullable UUID recordedBy) {

  /** By the current caller, at this moment. */
  public static Cause now(Instant now) {
    Caller caller = Caller.current();
    return new Cause(
        null,
        null,
        null,
        "",
        Payment.Type.TYPE_UNSPECIFIED,
        "",
        now,
        now,
        caller.isService() ? null : caller.userId());
  }

  public Cause because(String newReason) {
    return new Cause(
        orderId,
        paymentId,
        other,
        newReason,
        paymentType,
        reference,
        occurredAt,
        recordedAt,
        recordedBy);
  }

  /** For an order that was sold or paid, some time ago perhaps. */
  public Cause ofOrder(UUID newOrderId, @Nullable UUID newPaymentId, Instant happenedAt) {
    return new Cause(
        newOrderId,
        newPaymentId,
        other,
        reason,
        paymentType,
        reference,
        happenedAt,
        recordedAt,
        recordedBy);
  }

  /** To or from this card. */
  Cause with(UUID otherCard) {
    return new Cause(
        orderId,
        paymentId,
        otherCard,
        reason,
        paymentType,
        reference,
        occurredAt,
        recordedAt,
        recordedBy);
  }

  /** Paid by this tender. */
  public Cause paidBy(Payment.Type tender, String itsReference) {
    return new Cause(
        orderId,
        paymentId,
        other,
        reason,
        tender,
        itsReference,
        occurredAt,
        recordedAt,
        recordedBy);
  }
}
