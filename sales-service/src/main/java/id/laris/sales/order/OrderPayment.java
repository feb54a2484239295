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

/** A tender towards an order: {@code tendered = amount + tip + change}. */
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
  OrderPayment(Order order, int paymentNumber, PaymentWanted wanted, long due) {
    super(wanted.id());
    this.order = order;
    this.paymentNumber = paymentNumber;
    this.type = wanted.type();
    this.requestedAmount = wanted.amount();
    this.tip = wanted.tip();
    this.reference = wanted.reference();
    if (due == 0 || (wanted.amount() > due && wanted.type() != Type.CASH)) {
      throw exceedsBalance(wanted.amount(), due);
    }
    this.amount = Math.min(wanted.amount(), due);
    long offered = Math.addExact(wanted.amount(), wanted.tip());
    this.tendered = wanted.tendered() == 0 ? offered : wanted.tendered();
    if (tendered < offered || (tendered > offered && wanted.type() != Type.CASH)) {
      throw Errors.invalid(
          "tendered", "must be at least amount and tip, and only cash may be more");
    }
    this.change = tendered - amount - tip;
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
