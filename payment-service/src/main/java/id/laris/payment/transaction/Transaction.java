package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.State;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the gateway takes. It follows what the gateway says of it, but for what cannot be:
 * a late "pending" after the money came in, and an amount that was never asked for.
 *
 * <p>The states and their transitions are those of Midtrans: docs/payments.md has the picture.
 */
@Entity
@Table(name = "payment_transaction", schema = "payment")
class Transaction extends RefundableTransaction {

  static final String RESOURCE = "transaction";

  /** How long the gateway answers a repeated charge as it answered the first. */
  private static final Duration REPLAYED = Duration.ofMinutes(5).minusSeconds(10);

  /** How long a call whose answer was lost may be on its way. */
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(2);

  /** For Hibernate. */
  protected Transaction() {}

  Transaction(ChargeWanted wanted, Instant now) {
    super(wanted.id(), wanted, now);
  }

  @Override
  Transaction self() {
    return this;
  }

  /** Refuses a request under its id that is not the one it was made by. */
  Transaction requireMadeBy(String hash) {
    if (!requestHash.equals(hash)) {
      throw Errors.alreadyExists(RESOURCE, id());
    }
    return this;
  }

  // What is known of the charge

  /** Whether the gateway may have been asked for it. */
  boolean mayBeKnownToGateway() {
    return chargedAt != null;
  }

  /** The gateway is about to be asked. */
  void charging(Instant now) {
    if (chargedAt == null) {
      chargedAt = now;
    }
  }

  /** The gateway was not asked after all. */
  void notCharged() {
    if (state == State.CREATED) {
      chargedAt = null;
    }
  }

  /** Whether the same call again gets the answer that was lost, or is the first. */
  boolean mayRepeatCharge(Instant now) {
    return chargedAt != null
        && Methods.isReplayed(method)
        && now.isBefore(chargedAt.plus(REPLAYED));
  }

  /** Whether a call that the gateway has not seen may be on its way to it. */
  boolean mayStillArrive(Instant now) {
    return chargedAt != null && now.isBefore(chargedAt.plus(ON_ITS_WAY));
  }

  /** Whether the answer to the charge had something that no other answer has, and it was lost. */
  boolean hasLostInstructions(GatewayStatus found) {
    return States.isOpenQuestion(state)
        && found.state() == State.PENDING
        && Methods.showsOnce(method);
  }

  /** Another attempt, under a number of its own: the one before is cancelled. */
  void renew() {
    attempt++;
    gatewayOrderId = "%s-a%d".formatted(gatewayOrderId.replaceFirst("-a\\d+$", ""), attempt);
    gatewayTransactionId = "";
    chargedAt = null;
  }

  /** Its number at the gateway is taken: another. */
  void renumber() {
    gatewayOrderId = Ids.next().toString();
  }

  GatewayCharge charge() {
    var wanted = request();
    Instant orderedAt = createdAt() == null ? expiresAt : createdAt();
    return new GatewayCharge(
        gatewayOrderId,
        method,
        amount,
        wanted.getItemsList(),
        wanted.getCustomer(),
        orderedAt,
        expiresAt,
        wanted.getCardToken(),
        wanted.getCallbackUrl());
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  // What becomes of it

  /** The answer was lost. */
  void lose(String why) {
    state = State.UNKNOWN;
    failure = why;
  }

  /** It comes to nothing, and the gateway has no such payment. */
  void end(State end, String why) {
    state = end;
    failure = why;
    settled();
  }

  /** Follows what the gateway says. Amounts that do not agree are not followed, but shown. */
  void follow(GatewayStatus said, Instant now) {
    heardAt = now;
    gatewayTransactionId = said.transactionId();
    gatewayStatus = said.word();
    maskedCard = said.maskedCard();
    approvalCode = said.approvalCode();
    issuer = said.issuer();
    show(said.instructions());
    if (said.amount() != amount) {
      attention = Attention.AMOUNT_MISMATCH;
      failure = "The gateway speaks of %d minor units, not of %d.".formatted(said.amount(), amount);
      if (States.isOpenQuestion(state)) {
        state = State.PENDING;
      }
      return;
    }
    customerFee = said.grossAmount() - said.amount();
    adoptRefunds(said, now);
    become(said, now);
  }

  private void become(GatewayStatus said, Instant now) {
    State next = combined(said.state());
    boolean lateWord = States.isWaiting(next) && States.isMoneyIn(state);
    if (lateWord) {
      return;
    }
    if (attention == Attention.UNRESOLVED || attention == Attention.AMOUNT_MISMATCH) {
      attention = Attention.ATTENTION_UNSPECIFIED;
    }
    if (States.isMoneyIn(state) && (States.cameToNothing(next) || next == State.CHARGED_BACK)) {
      attention = Attention.REVERSED;
    }
    if (States.isMoneyIn(next) && paidAt == null) {
      paidAt = said.paidAt() == null ? now : said.paidAt();
    }
    failure = States.cameToNothing(next) || next == State.CHARGED_BACK ? said.message() : "";
    if (state != next) {
      state = next;
      settled();
    }
  }

  /** What the gateway says, and what was given back by hand, of which it does not know. */
  State combined(State said) {
    if (said != State.PAID && said != State.PARTIALLY_REFUNDED) {
      return said;
    }
    long refunded = refunded();
    if (refunded == 0) {
      return said;
    }
    return refunded >= amount ? State.REFUNDED : State.PARTIALLY_REFUNDED;
  }

  /** What this answer has is taken over; what it has not was said before. */
  private void show(PaymentInstructions said) {
    PaymentInstructions all = instructions().toBuilder().mergeFrom(said).build();
    instructions = all.toByteArray();
    if (all.hasExpiresAt()) {
      expiresAt =
          Instant.ofEpochSecond(all.getExpiresAt().getSeconds(), all.getExpiresAt().getNanos());
    }
  }

  private void settled() {
    request = null;
    checks = 0;
    if (!States.isWaiting(state)) {
      cancelRequested = false;
    }
  }

  // Cancelling

  /** Notes that it is to be cancelled. Returns whether the gateway has to be told. */
  boolean requestCancel(String reason) {
    if (States.cameToNothing(state)) {
      return false;
    }
    if (States.isMoneyIn(state)) {
      throw Errors.illegalTransition(RESOURCE, id(), state.name(), State.CANCELLED.name());
    }
    cancelRequested = true;
    cancelReason = reason;
    return true;
  }

  // Refunds

  /** Notes a refund that is to be made; never more than is left. */
  Refund refund(UUID refundId, RefundWanted wanted, Instant now) {
    if (wanted.amount() > refundable()) {
      throw Errors.of(
              Reason.PAYMENT_NOT_REFUNDABLE,
              refundable() == 0
                  ? "The transaction is %s, and nothing of it can be given back.".formatted(state)
                  : "At most %d minor units can still be given back.".formatted(refundable()))
          .with("refundable", refundable())
          .with("amount", wanted.amount())
          .with("state", state.name());
    }
    Refund refund = add(refundId, wanted);
    if (refund.isManual()) {
      refund.succeed(now);
      state = combined(State.PAID);
    }
    checks = 0;
    return refund;
  }

  /**
   * The gateway has given it back. Its answer may speak of the sum alone, so the refund is marked
   * first: what is left unexplained then is another's.
   */
  void refunded(UUID refundId, GatewayStatus said, Instant now) {
    findRefund(refundId).filter(refund -> !refund.isGivenBack()).ifPresent(r -> r.succeed(now));
    follow(said, now);
  }

  // What is to be looked at, and when

  /** Shows it to somebody; or to nobody any more. */
  void call(Attention what) {
    attention = what;
  }

  /** When the sweeper looks at it next; a look without an end is followed by a later one. */
  void plan(Instant now) {
    nextCheckAt = Checks.next(this, checks, now);
  }

  /** What is to be done is done at the sweeper's next run. */
  void hurry(Instant now) {
    if (isToBeFoundOut()) {
      nextCheckAt = now;
    }
  }

  /** The sweeper has looked; if it brought no end, the next look is later. */
  void lookedAt() {
    checks++;
    if (checks > Checks.LAST && isToBeFoundOut()) {
      attention = Attention.UNRESOLVED;
    }
  }

  /**
   * Whether there is something that only the gateway can end, and it is not the customer's turn.
   */
  boolean isToBeFoundOut() {
    return States.isOpenQuestion(state) || cancelRequested || !openRefunds().isEmpty();
  }

  /** Whether the gateway is to be asked for something now. */
  boolean hasMoreToAsk(Instant now) {
    return isToBeFoundOut() || (state == State.PENDING && isExpired(now));
  }

  @Nullable Instant nextCheckAt() {
    return nextCheckAt;
  }

  int numberOfNextChange() {
    return ++changes;
  }
}
