package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.payment.account.GatewayAccount;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.pos.v1.PaymentTransaction.State;
import jakarta.persistence.MappedSuperclass;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A transaction and what is known of its charge. */
@MappedSuperclass
abstract class ChargedTransaction extends TransactionFields {

  /** How long the gateway answers a repeated charge as it answered the first. */
  private static final Duration REPLAYED = Duration.ofMinutes(5).minusSeconds(10);

  /** How long a call whose answer was lost may be on its way. */
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(2);

  ChargedTransaction() {}

  ChargedTransaction(UUID id, ChargeWanted wanted, Instant now) {
    super(id, wanted, now);
  }

  /** Whether the gateway may have been asked for it. */
  boolean mayBeKnownToGateway() {
    return chargedAt != null;
  }

  /** The gateway is about to be asked, by this account. */
  void charging(GatewayAccount by, Instant now) {
    chargedAt = now;
    account = by.fingerprint();
    qrisAcquirer = by.qrisAcquirer();
  }

  /** Whether it was asked for by this account: another one knows nothing of it. */
  boolean isOf(GatewayAccount asked) {
    return account.equals(asked.fingerprint());
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
        && now.isBefore(chargedAt.plus(REPLAYED))
        && !isExpired(now);
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
}
