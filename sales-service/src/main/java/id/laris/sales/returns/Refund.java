package id.laris.sales.returns;

import id.laris.common.Ids;
import id.laris.pos.v1.Payment.Type;
import id.laris.pos.v1.SalesReturn.Refund.Status;
import id.laris.sales.order.OrderPayment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that is given back for a return.
 *
 * @param id also its key at the payment gateway and at customer-service, so that it is never done
 *     twice
 * @param paymentId the payment that it refunds; null for store credit that is given instead
 * @param amount the amount of the payment, in minor units
 * @param rounding the amount that cash rounding adds
 * @param gateway the payment gateway gives it back
 * @param byHand the shop gives the money of a gateway payment back itself: it is only recorded
 */
record Refund(
    UUID id,
    @Nullable UUID paymentId,
    Type paymentType,
    long amount,
    long rounding,
    boolean gateway,
    boolean byHand,
    Status status,
    String failure) {

  /**
   * A refund of a payment. Money that a till gives back itself is given back at once; for goods
   * that paid it gives cash.
   */
  static Refund of(OrderPayment payment, long amount, long rounding, boolean byHand) {
    boolean gateway = payment.gateway() != null;
    return new Refund(
        Ids.next(),
        payment.id(),
        payment.type() == Type.EXCHANGE ? Type.CASH : payment.type(),
        amount,
        rounding,
        gateway,
        gateway && byHand,
        gateway || payment.isOfBalance() ? Status.PENDING : Status.DONE,
        "");
  }

  /** The part of a payment that pays the order that was sold for the goods: no money moves. */
  static Refund exchange(OrderPayment payment, long amount) {
    return new Refund(
        Ids.next(), payment.id(), Type.EXCHANGE, amount, 0, false, false, Status.DONE, "");
  }

  /** Store credit that the customer gets instead of what it paid with. */
  static Refund storeCredit(long amount) {
    return new Refund(
        Ids.next(), null, Type.STORE_CREDIT, amount, 0, false, false, Status.PENDING, "");
  }

  boolean isPending() {
    return status == Status.PENDING;
  }

  boolean isDone() {
    return status == Status.DONE;
  }

  boolean hasFailed() {
    return status == Status.FAILED;
  }

  boolean isExchange() {
    return paymentType == Type.EXCHANGE;
  }

  boolean refunds(OrderPayment payment) {
    return payment.id().equals(paymentId);
  }

  Refund done() {
    return with(Status.DONE, "");
  }

  Refund failed(String why) {
    return with(Status.FAILED, why);
  }

  /** Returns a refund that takes the place of this one, which has failed. */
  Refund again(boolean nowByHand) {
    return new Refund(
        Ids.next(),
        paymentId,
        paymentType,
        amount,
        rounding,
        gateway,
        nowByHand,
        Status.PENDING,
        "");
  }

  private Refund with(Status newStatus, String newFailure) {
    return new Refund(
        id, paymentId, paymentType, amount, rounding, gateway, byHand, newStatus, newFailure);
  }
}
