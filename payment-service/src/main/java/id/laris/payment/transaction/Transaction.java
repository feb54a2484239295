package id.laris.payment.transaction;

import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.State;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
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
      raise(Attention.AMOUNT_MISMATCH);
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
    if (Attentions.endWithAnAnswer(attention)) {
      attention = Attention.ATTENTION_UNSPECIFIED;
    }
    if (States.isMoneyIn(state) && (States.cameToNothing(next) || next == State.CHARGED_BACK)) {
      raise(Attention.REVERSED);
    }
    if (refunded() > amount) {
      raise(Attention.OVER_REFUNDED);
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

  /** Shows it to somebody; what is graver, and was not looked at yet, stays. */
  void raise(Attention what) {
    attention = Attentions.graver(attention, what);
  }

  /** Somebody has looked at it. */
  void acknowledge() {
    attention = Attention.ATTENTION_UNSPECIFIED;
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
      raise(Attention.UNRESOLVED);
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
