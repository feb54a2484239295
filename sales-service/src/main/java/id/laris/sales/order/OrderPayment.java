package id.laris.sales.order;

import id.laris.common.db.TenantRow;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Payment.Status;
import id.laris.pos.v1.Payment.Type;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tender towards an order: {@code tendered = amount + tip + rounding + change}.
 *
 * <p>Cash that settles an order owes what the location rounds the due to ({@link Order#cashDue}):
 * it pays the due, and the difference is its rounding. It settles where the amount is at least the
 * due or at least the rounded due, whichever is less; and then what was handed over must cover the
 * rounded due, so that a till that knows nothing of rounding is never short without a word. Less is
 * a part of the due, and not rounded.
 */
@Entity
@Table(name = "order_payment", schema = "sales")
public class OrderPayment extends TenantRow {

  @ManyToOne(fetch = FetchType.LAZY)
  // The constraint is the migration's, and has the tenant in it.
  @JoinColumn(
      name = "order_id",
      updatable = false,
      foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
  @SuppressWarnings("UnusedVariable") // Hibernate reads it
  private Order order;

  @Column(name = "payment_number", updatable = false)
  private int paymentNumber;

  @Column(name = "payment_type")
  @Enumerated(EnumType.STRING)
  private Type type;

  @Enumerated(EnumType.STRING)
  private Status status = Status.CAPTURED;

  @Column(name = "requested_amount")
  private long requestedAmount;

  private long amount;
  private long tendered;
  private long change;
  private long rounding;
  private long tip;
  private String reference;

  @Column(name = "void_reason")
  private String voidReason = "";

  @Column(name = "voided_at")
  private @Nullable Instant voidedAt;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected OrderPayment() {}

  /**
   * Takes the payment: of cash at most what is due, the rest is change; other tenders may not
   * exceed it.
   */
  OrderPayment(Order order, int paymentNumber, PaymentWanted wanted) {
    super(wanted.id());
    this.order = order;
    this.paymentNumber = paymentNumber;
    this.type = wanted.type();
    this.requestedAmount = wanted.amount();
    this.tip = wanted.tip();
    this.reference = wanted.reference();
    long due = order.due();
    boolean cash = wanted.type() == Type.CASH;
    if (due == 0 || (wanted.amount() > due && !cash)) {
      throw exceedsBalance(wanted.amount(), due);
    }
    long offered = Math.addExact(wanted.amount(), wanted.tip());
    this.tendered = wanted.tendered() == 0 ? offered : wanted.tendered();
    if (tendered < offered || (tendered > offered && !cash)) {
      throw Errors.invalid(
          "tendered", "must be at least amount and tip, and only cash may be more");
    }
    long owed = cash ? order.cashDue() : due;
    boolean settles = wanted.amount() >= Math.min(due, owed);
    if (settles && tendered - tip < owed) {
      throw lessThanRounded(order, owed);
    }
    this.amount = settles ? due : wanted.amount();
    this.rounding = settles ? owed - due : 0;
    this.change = tendered - amount - tip - rounding;
  }

  private static PosException lessThanRounded(Order order, long cashDue) {
    return Errors.of(
            Reason.INSUFFICIENT_PAYMENT,
            "Cash is rounded here, and %d is due in cash: take that, or say in tendered what was handed over."
                .formatted(cashDue))
        .with("total", order.total())
        .with("paid", order.paid())
        .with("due", order.due())
        .with("cash_due", cashDue);
  }

  private static PosException exceedsBalance(long amount, long due) {
    return Errors.of(
            Reason.PAYMENT_EXCEEDS_BALANCE,
            due == 0
                ? "Nothing is due any more: complete the order."
                : "Only cash may be more than what is due: take at most the amount due.")
        .with("due", due)
        .with("amount", amount);
  }

  /** Whether this is the payment that was offered. */
  boolean is(PaymentWanted wanted) {
    return wanted.type() == type
        && wanted.amount() == requestedAmount
        && wanted.tip() == tip
        && tendered == (wanted.tendered() == 0 ? requestedAmount + tip : wanted.tendered())
        && wanted.reference().equals(reference);
  }

  public boolean isCaptured() {
    return status == Status.CAPTURED;
  }

  void cancel(String reason, Instant now) {
    status = Status.VOIDED;
    voidReason = reason;
    voidedAt = now;
  }

  public Type type() {
    return type;
  }

  public Status status() {
    return status;
  }

  public long amount() {
    return amount;
  }

  public long tendered() {
    return tendered;
  }

  public long change() {
    return change;
  }

  public long rounding() {
    return rounding;
  }

  public long tip() {
    return tip;
  }

  public String reference() {
    return reference;
  }

  public String voidReason() {
    return voidReason;
  }

  public @Nullable Instant voidedAt() {
    return voidedAt;
  }
}
