package id.laris.payment.transaction;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.db.TenantRow;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.payment.account.GatewayAccount;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.payment.gateway.PaymentStates;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the gateway takes. It follows what the gateway reports, with three exceptions: a
 * late report from before the money came in, an amount other than the one that was asked for, and
 * refunds that were made by hand, which the gateway does not know.
 *
 * <p>CREATED, UNKNOWN and FAILED are Laris' own states, for what it does not know of the gateway or
 * what the gateway has refused; the others are those of Midtrans. docs/payments.md has the picture.
 */
@Entity
@Table(name = "payment_transaction", schema = "payment")
class Transaction extends TenantRow {

  static final String RESOURCE = "transaction";
  static final String CURRENCY = "IDR";

  @Column(name = "order_id", updatable = false)
  private UUID orderId;

  @Column(name = "payment_id", updatable = false)
  private @Nullable UUID paymentId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Method method;

  @Column(updatable = false)
  private long amount;

  @Column(name = "request_hash", updatable = false)
  private String requestHash;

  /** The charge request; null once the gateway is known to have it, or to have refused it. */
  private byte @Nullable [] request;

  @Enumerated(EnumType.STRING)
  private State state = State.CREATED;

  private String failure = "";

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "paid_at")
  private @Nullable Instant paidAt;

  /** Counts the changes of the state, which are rows of their own. */
  private int changes;

  @Embedded private ChargeAttempt attempt;

  @Embedded private GatewayReport report = new GatewayReport();

  @Embedded private TransactionRefunds refunds = new TransactionRefunds();

  @Embedded private Cancellation cancellation = new Cancellation();

  @Embedded private AttentionFlag attention = new AttentionFlag();

  @Embedded private SweepSchedule sweep = new SweepSchedule();

  @Embedded private @Nullable GatewayLease lease;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Transaction() {}

  Transaction(RequestedCharge charge, Instant now) {
    super(charge.id());
    this.orderId = charge.orderId();
    this.paymentId = charge.paymentId();
    this.method = charge.method();
    this.amount = charge.amount();
    this.requestHash = charge.requestHash();
    this.request = charge.request().toByteArray();
    this.expiresAt = now.plus(charge.lifetime());
    this.attempt = new ChargeAttempt(charge.id());
  }

  /** Refuses a request under its id that is not the one it was made by. */
  Transaction requireMadeBy(String hash) {
    if (!requestHash.equals(hash)) {
      throw Errors.alreadyExists(RESOURCE, id());
    }
    return this;
  }

  // The charge

  /**
   * Notes that the gateway is about to be asked for the payment, with this account. If that answer
   * is lost too, it is asked for as soon as the first.
   */
  void startCharge(GatewayAccount account, Instant now) {
    requireUnconfirmed(State.PENDING);
    attempt.start(account, now);
    sweep.restart();
  }

  /** Notes that the gateway did not take the charge sent last; an earlier one may have arrived. */
  void chargeNotTaken(@Nullable Instant sentBefore) {
    requireUnconfirmed(State.PENDING);
    attempt.notTaken(sentBefore);
  }

  /** Begins another attempt under a gateway order id of its own; the last one was cancelled. */
  void startNextAttempt() {
    requireUnconfirmed(State.PENDING);
    attempt.next();
    report.forgetPayment();
  }

  /** Returns the charge as the gateway is asked for it. */
  GatewayCharge charge() {
    ChargeRequest asked = request();
    Instant orderedAt = createdAt() == null ? expiresAt : createdAt();
    return new GatewayCharge(
        gatewayOrderId(),
        method,
        amount,
        asked.getItemsList(),
        asked.getCustomer(),
        orderedAt,
        expiresAt,
        asked.getCardToken(),
        asked.getCallbackUrl());
  }

  private ChargeRequest request() {
    if (request == null) {
      throw new IllegalStateException("the request of %s is no longer kept".formatted(id()));
    }
    try {
      return ChargeRequest.parseFrom(request);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the stored request of %s is unreadable".formatted(id()), e);
    }
  }

  /** Returns whether sending the charge again gets the answer that was lost. */
  boolean mayRepeatCharge(GatewayAccount account, Instant now) {
    return attempt.wasMadeBy(account)
        && attempt.isReplayed(method, now)
        && !isExpired(now)
        && !cancellation.isRequested();
  }

  /** Returns whether the answer to the charge had what the customer needs, and it was lost. */
  boolean hasLostInstructions(GatewayStatus found) {
    return PaymentStates.isUnconfirmed(state)
        && found.state() == State.PENDING
        && PaymentMethods.showsInstructionsOnce(method);
  }

  /** Returns whether the charge may have been made, and its outcome is not known. */
  boolean isDoubtful() {
    return state == State.UNKNOWN || (state == State.CREATED && attempt.mayHaveBeenSent());
  }

  /** Notes that the outcome of the charge is not known. */
  void markUnknown(String why) {
    requireUnconfirmed(State.UNKNOWN);
    state = State.UNKNOWN;
    failure = why;
  }

  /** Ends it unpaid: the gateway has no such payment, has refused it, or has it cancelled. */
  void endUnpaid(State end, String why) {
    requireUnconfirmed(end);
    state = end;
    failure = why;
    confirmed();
  }

  /** Records the meaning of a failed call for the charge, if its outcome is still open. */
  void gatewayFailed(GatewayFailure cause) {
    if (!PaymentStates.isUnconfirmed(state)) {
      return;
    }
    boolean created = state == State.CREATED;
    if (cause.mayHaveHappened()) {
      markUnknown("The gateway's answer was lost.");
    } else if (created && cause.kind() == GatewayFailure.Kind.REFUSED) {
      endUnpaid(State.FAILED, String.valueOf(cause.getMessage()));
    } else if (created) {
      attempt.notTaken(null);
    }
  }

  private void requireUnconfirmed(State target) {
    if (!PaymentStates.isUnconfirmed(state)) {
      throw illegalTransition(target);
    }
  }

  private RuntimeException illegalTransition(State target) {
    return Errors.illegalTransition(RESOURCE, id(), state.name(), target.name());
  }

  // The gateway's reports

  /**
   * Follows the gateway's report. If the amount does not agree, that is raised for attention and
   * the reported state is not followed; a charge that was open until then is PENDING.
   */
  void follow(GatewayStatus status, Instant now) {
    report.update(status, now);
    expiresAt = report.expiresAt().orElse(expiresAt);
    if (status.amount() != amount) {
      raise(Attention.AMOUNT_MISMATCH);
      failure =
          "The gateway reports an amount of %d minor units; the transaction's amount is %d."
              .formatted(status.amount(), amount);
      if (PaymentStates.isUnconfirmed(state)) {
        state = State.PENDING;
      }
      return;
    }
    report.setCustomerFee(status.grossAmount() - status.amount());
    refunds.adopt(this, status, now);
    become(status, now);
  }

  private void become(GatewayStatus status, Instant now) {
    State next = effective(status.state());
    boolean wasPaid = PaymentStates.wasPaid(state);
    if (wasPaid && PaymentStates.isUndecided(next)) {
      return; // a late report from before the payment
    }
    attention.clearIfAnswered();
    boolean reversed = PaymentStates.endedUnpaid(next) || next == State.CHARGED_BACK;
    if (wasPaid && reversed) {
      raise(Attention.REVERSED);
    }
    if (refunded() > amount) {
      raise(Attention.OVER_REFUNDED);
    }
    if (PaymentStates.wasPaid(next) && paidAt == null) {
      paidAt = status.paidAt() == null ? now : status.paidAt();
    }
    failure = reversed ? status.message() : "";
    if (state != next) {
      state = next;
      confirmed();
    }
  }

  /**
   * Returns the reported state; for one that is paid, all refunds known here decide how far it is
   * refunded, as the gateway does not know those by hand.
   */
  State effective(State reported) {
    if (reported != State.PAID && reported != State.PARTIALLY_REFUNDED) {
      return reported;
    }
    long refunded = refunded();
    if (refunded == 0) {
      return reported;
    }
    return refunded >= amount ? State.REFUNDED : State.PARTIALLY_REFUNDED;
  }

  private void confirmed() {
    request = null;
    sweep.restart();
    if (!PaymentStates.isUndecided(state)) {
      cancellation.settle();
    }
  }

  // Cancelling

  /** Records that it is to be cancelled, and returns whether the gateway must be called. */
  boolean requestCancel(String reason) {
    if (PaymentStates.endedUnpaid(state)) {
      return false;
    }
    requireNotPaid();
    cancellation.request(reason);
    return true;
  }

  /** Refuses to count as cancelled where the customer's payment came in. */
  void requireNotPaid() {
    if (PaymentStates.wasPaid(state)) {
      throw illegalTransition(State.CANCELLED);
    }
  }

  // Refunds

  /** Notes a refund that is to be made; never more than is left. */
  Refund refund(UUID refundId, RequestedRefund requested, Instant now) {
    if (requested.amount() > refundable()) {
      throw Errors.of(
              Reason.PAYMENT_NOT_REFUNDABLE,
              refundable() == 0
                  ? "The transaction is %s and nothing of it can be refunded.".formatted(state)
                  : "At most %d minor units can still be refunded.".formatted(refundable()))
          .with("refundable", refundable())
          .with("amount", requested.amount())
          .with("state", state.name());
    }
    Refund refund = refunds.add(refundId, this, requested);
    if (refund.isManual()) {
      refund.succeed(now);
      state = effective(State.PAID);
    }
    sweep.restart();
    return refund;
  }

  /** Returns the amount that can still be refunded; a requested refund counts as refunded. */
  long refundable() {
    return PaymentStates.wasPaid(state) && state != State.CHARGED_BACK
        ? Math.max(0, amount - refunds.reserved())
        : 0;
  }

  /**
   * Notes that the gateway has made the refund. Its answer may contain only the sum, so the refund
   * is marked first: a remaining difference was refunded in the gateway's dashboard.
   */
  void confirmRefund(UUID refundId, GatewayStatus status, Instant now) {
    Refund refund = refunds.get(refundId);
    if (!refund.isGivenBack()) {
      refund.succeed(now);
    }
    follow(status, now);
  }

  // Attention, sweeping, and the lease of a gateway session

  /** Sets the reason for attention; a graver reason that was not acknowledged stays. */
  void raise(Attention reason) {
    attention.raise(reason);
  }

  /** Records that a person has looked at it. */
  void acknowledge() {
    attention.clear();
  }

  /** Sets the time of the sweeper's next check. */
  void planSweep(Instant now) {
    sweep.plan(this, now);
  }

  /** Lets the sweeper's next run make the calls that the transaction needs. */
  void sweepNow(Instant now) {
    if (hasOpenRequest()) {
      sweep.planAt(now);
    }
  }

  /**
   * Counts a check of the sweeper; a transaction that stays without result for long needs
   * attention.
   */
  void countSweep() {
    if (sweep.countCheck() && hasOpenRequest()) {
      raise(Attention.UNRESOLVED);
    }
  }

  /** Returns whether the gateway has not yet answered a charge, a cancellation or a refund. */
  boolean hasOpenRequest() {
    return PaymentStates.isUnconfirmed(state)
        || cancellation.isRequested()
        || !refunds.open().isEmpty();
  }

  /** Returns whether the gateway is to be asked for something now. */
  boolean needsGateway(Instant now) {
    return hasOpenRequest() || (state == State.PENDING && isExpired(now));
  }

  /** Takes the lease for a session, and returns whether it was free. */
  boolean takeLease(UUID token, Instant now, Instant until) {
    if (lease != null && lease.isHeldAt(now)) {
      return false;
    }
    lease = new GatewayLease(token, until);
    return true;
  }

  /** Returns whether the lease is this session's; one that lasted too long may have lost it. */
  boolean isLeasedBy(UUID token) {
    return lease != null && lease.token().equals(token);
  }

  void prolongLease(UUID token, Instant until) {
    lease = new GatewayLease(token, until);
  }

  void releaseLease() {
    lease = null;
  }

  // Fields

  UUID orderId() {
    return orderId;
  }

  @Nullable UUID paymentId() {
    return paymentId;
  }

  Method method() {
    return method;
  }

  long amount() {
    return amount;
  }

  State state() {
    return state;
  }

  String failure() {
    return failure;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  @Nullable Instant paidAt() {
    return paidAt;
  }

  ChargeAttempt attempt() {
    return attempt;
  }

  String gatewayOrderId() {
    return attempt.gatewayOrderId();
  }

  GatewayReport report() {
    return report;
  }

  TransactionRefunds refunds() {
    return refunds;
  }

  /** Returns the refunded amount, through the gateway or by hand. */
  long refunded() {
    return refunds.total();
  }

  boolean isCancelRequested() {
    return cancellation.isRequested();
  }

  Attention attention() {
    return attention.reason();
  }

  /** Counts a change of the state, and returns its number. */
  int countChange() {
    return ++changes;
  }
}
