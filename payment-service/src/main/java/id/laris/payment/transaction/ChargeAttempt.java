package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.payment.account.GatewayAccount;
import id.laris.pos.v1.GatewayConfig.QrisAcquirer;
import id.laris.pos.v1.PaymentTransaction.Method;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attempt to charge that counts: its number at the gateway, the account that it was made with,
 * and the time it was sent. There is a second attempt only after the first was cancelled.
 */
@Embeddable
class ChargeAttempt {

  /** The gateway answers a repeated charge for five minutes as it answered the first. */
  private static final Duration REPLAYED = Duration.ofMinutes(5).minusSeconds(10);

  /** A call whose answer was lost may reach the gateway this late. */
  private static final Duration IN_TRANSIT = Duration.ofMinutes(2);

  @Column(name = "attempt")
  private int number = 1;

  @Column(name = "gateway_order_id")
  private String gatewayOrderId;

  /** The fingerprint of the account; another account does not know the payment. */
  private String account = "";

  @Enumerated(EnumType.STRING)
  @Column(name = "qris_acquirer")
  private QrisAcquirer qrisAcquirer = QrisAcquirer.QRIS_ACQUIRER_UNSPECIFIED;

  /** The time of the last sending that may arrive; null while the gateway has certainly none. */
  @Column(name = "charged_at")
  private @Nullable Instant chargedAt;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected ChargeAttempt() {}

  ChargeAttempt(UUID transactionId) {
    this.gatewayOrderId = transactionId.toString();
  }

  void start(GatewayAccount by, Instant now) {
    chargedAt = now;
    account = by.fingerprint();
    qrisAcquirer = by.qrisAcquirer();
  }

  /** Notes that the gateway did not take the last sending: the one before it counts, if any. */
  void notTaken(@Nullable Instant sentBefore) {
    chargedAt = sentBefore;
  }

  void next() {
    number++;
    gatewayOrderId = "%s-a%d".formatted(gatewayOrderId.replaceFirst("-a\\d+$", ""), number);
    chargedAt = null;
  }

  /** Takes another order id, as the gateway knows this one as another tenant's. */
  void replaceGatewayOrderId() {
    gatewayOrderId = Ids.next().toString();
  }

  /** Returns whether the gateway may have been asked. */
  boolean mayHaveBeenSent() {
    return chargedAt != null;
  }

  @Nullable Instant chargedAt() {
    return chargedAt;
  }

  boolean wasMadeBy(GatewayAccount asked) {
    return account.equals(asked.fingerprint());
  }

  /**
   * Returns whether the gateway may answer the same charge as it did the first time. If an earlier
   * sending was the first, that time may be over: then it answers that the number is taken.
   */
  boolean isReplayed(Method method, Instant now) {
    return chargedAt != null
        && PaymentMethods.isReplayed(method)
        && now.isBefore(chargedAt.plus(REPLAYED));
  }

  /** Returns whether a call that the gateway has not seen may still reach it. */
  boolean mayStillArrive(Instant now) {
    return chargedAt != null && now.isBefore(chargedAt.plus(IN_TRANSIT));
  }

  int number() {
    return number;
  }

  String gatewayOrderId() {
    return gatewayOrderId;
  }

  QrisAcquirer qrisAcquirer() {
    return qrisAcquirer;
  }
}
