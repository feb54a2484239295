package id.laris.payment.transaction;

import id.laris.common.db.TenantRow;
import id.laris.pos.v1.PaymentRefund.Channel;
import id.laris.pos.v1.PaymentRefund.State;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refund of a transaction. It counts as given back from the request until it fails. */
@Entity
@Table(name = "payment_refund", schema = "payment")
class Refund extends TenantRow {

  @ManyToOne(fetch = FetchType.LAZY)
  // The constraint is the migration's, and has the tenant in it.
  @JoinColumn(
      name = "transaction_id",
      updatable = false,
      foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
  private Transaction transaction;

  @Column(name = "refund_number", updatable = false)
  @SuppressWarnings("UnusedVariable") // Hibernate orders by it
  private int refundNumber;

  @Column(name = "refund_key", updatable = false)
  private String refundKey;

  @Column(updatable = false)
  private long amount;

  @Column(updatable = false)
  private String reason;

  @Enumerated(EnumType.STRING)
  private State state;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Channel channel;

  private String failure = "";

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Refund() {}

  Refund(UUID id, Transaction transaction, int refundNumber, RequestedRefund requested) {
    super(id);
    this.transaction = transaction;
    this.refundNumber = refundNumber;
    this.refundKey = requested.key();
    this.amount = requested.amount();
    this.reason = requested.reason();
    this.channel = requested.channel();
    this.state = State.REQUESTED;
  }

  Transaction transaction() {
    return transaction;
  }

  /** Returns the key under which the gateway knows it. */
  String gatewayKey() {
    return id().toString();
  }

  void succeed(Instant now) {
    state = State.SUCCEEDED;
    endedAt = now;
  }

  void fail(String why, Instant now) {
    state = State.FAILED;
    failure = why;
    endedAt = now;
  }

  /** Returns whether the gateway has still to be asked, or has not answered. */
  boolean isOpen() {
    return state == State.REQUESTED;
  }

  boolean isGivenBack() {
    return state == State.SUCCEEDED;
  }

  boolean isFailed() {
    return state == State.FAILED;
  }

  boolean isManual() {
    return channel == Channel.MANUAL;
  }

  String refundKey() {
    return refundKey;
  }

  long amount() {
    return amount;
  }

  String reason() {
    return reason;
  }

  State state() {
    return state;
  }

  Channel channel() {
    return channel;
  }

  String failure() {
    return failure;
  }

  @Nullable Instant endedAt() {
    return endedAt;
  }
}
