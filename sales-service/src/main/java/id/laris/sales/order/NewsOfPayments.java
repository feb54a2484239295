package id.laris.sales.order;

import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.Payment;
import id.laris.sales.order.TransactionNews.Meaning;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of the payments of an order when the payment service says something of a
 * transaction. The same news again changes nothing, and older news than what is known neither.
 *
 * <ul>
 *   <li>Paid: a PENDING payment is CAPTURED, and so is a FAILED one that the OPEN order still has
 *       room for. Where the order was closed, or paid otherwise, or the payment was voided, it is
 *       FLAGGED: the money is there, does not count, and is to be given back. Money that nobody
 *       asked for here is added by the same rule. So no money is lost.
 *   <li>Come to nothing: what was PENDING is FAILED.
 *   <li>Given back: of an OPEN order it counts no more. All of it: the payment is VOIDED, unless
 *       the order is COMPLETED.
 *   <li>Taken away again: the payment is FAILED, unless the order is COMPLETED or the payment
 *       VOIDED: then it says so.
 * </ul>
 */
public final class NewsOfPayments {

  /** What has changed, and is to be told. */
  public enum Change {
    /** Nothing. */
    NOTHING,
    /** Something that is nobody's business: what the till must show. */
    NOTED,
    /** A payment is CAPTURED. */
    CAPTURED,
    /** A payment is FAILED. */
    FAILED,
    /** A payment is FLAGGED. */
    FLAGGED,
    /** A payment is VOIDED, or was, and its transaction became known only now. */
    VOIDED,
    /** Some of a payment was given back. */
    REFUNDED,
    /** The money of a COMPLETED order was taken away again. */
    REVERSED
  }

  private final Order order;

  NewsOfPayments(Order order) {
    this.order = order;
  }

  Change enter(TransactionNews news, UUID idIfNew, Instant now) {
    if (news.meaning() == Meaning.UNKNOWN) {
      return Change.NOTHING;
    }
    Optional<OrderPayment> known = find(news);
    if (known.isEmpty() && news.meaning() != Meaning.PAID) {
      return Change.NOTHING;
    }
    OrderPayment payment = known.orElseGet(() -> add(news, idIfNew));
    GatewayPayment gateway = Objects.requireNonNull(payment.gateway());
    if (news.version() < gateway.transactionVersion()) {
      return Change.NOTHING;
    }
    boolean linked = gateway.link(news);
    Change change =
        switch (news.meaning()) {
          case PAID -> paid(payment, gateway, news, now);
          case NOTHING -> payment.isPending() ? fail(payment, news.failure()) : Change.NOTHING;
          case TAKEN_BACK -> takenBack(payment, gateway, news);
          default -> waiting(payment, linked);
        };
    if (change != Change.NOTHING || linked) {
      order.edited();
    }
    return change == Change.NOTHING && linked ? Change.NOTED : change;
  }

  private Optional<OrderPayment> find(TransactionNews news) {
    return order
        .findPaidBy(news.transactionId())
        .or(() -> order.payments().stream().filter(any -> any.waitsFor(news)).findFirst());
  }

  private OrderPayment add(TransactionNews news, UUID id) {
    OrderPayment payment =
        OrderPayment.askedForElsewhere(order, order.nextPaymentNumber(), id, news);
    order.payments.add(payment);
    return payment;
  }

  /** Who was told that the payment is voided did not know which transaction to cancel. */
  private static Change waiting(OrderPayment payment, boolean linked) {
    return linked && payment.status() == Payment.Status.VOIDED ? Change.VOIDED : Change.NOTHING;
  }

  private Change paid(
      OrderPayment payment, GatewayPayment gateway, TransactionNews news, Instant now) {
    Change change = Change.NOTHING;
    if (gateway.capturedAt() == null) {
      gateway.comeIn(news.paidAt() == null ? now : news.paidAt());
      change = receive(payment, gateway);
    }
    return news.refunded() == gateway.refunded()
        ? change
        : refunded(payment, gateway, news.refunded(), now);
  }

  private Change receive(OrderPayment payment, GatewayPayment gateway) {
    boolean wanted = payment.isPending() || payment.status() == Payment.Status.FAILED;
    boolean hasRoom = payment.isPending() || payment.amount() <= order.payable();
    if (wanted && hasRoom && order.status() == Status.OPEN) {
      payment.become(Payment.Status.CAPTURED);
      return Change.CAPTURED;
    }
    gateway.complain(whyNot(wanted));
    payment.become(Payment.Status.FLAGGED);
    return Change.FLAGGED;
  }

  private String whyNot(boolean wanted) {
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

  private Change refunded(
      OrderPayment payment, GatewayPayment gateway, long refunded, Instant now) {
    gateway.giveBack(refunded);
    boolean counts = payment.isCaptured() && order.status() == Status.OPEN;
    if (counts) {
      gateway.countLess(Math.min(refunded, payment.amount()));
    }
    if (refunded >= payment.charged() && (counts || payment.status() == Payment.Status.FLAGGED)) {
      payment.cancel("the whole amount was refunded", now);
      return Change.VOIDED;
    }
    return Change.REFUNDED;
  }

  private static Change fail(OrderPayment payment, String why) {
    payment.fail(why);
    return Change.FAILED;
  }

  private Change takenBack(OrderPayment payment, GatewayPayment gateway, TransactionNews news) {
    String why = "the payment was reversed: " + news.failure();
    boolean isClosed =
        payment.status() == Payment.Status.VOIDED
            || (payment.isCaptured() && order.status() == Status.COMPLETED);
    if (!isClosed) {
      return payment.status() == Payment.Status.FAILED ? Change.NOTHING : fail(payment, why);
    }
    if (gateway.capturedAt() == null || gateway.failure().equals(why)) {
      return Change.NOTHING;
    }
    gateway.giveBack(payment.charged());
    gateway.complain(why);
    return payment.isCaptured() ? Change.REVERSED : Change.REFUNDED;
  }
}
