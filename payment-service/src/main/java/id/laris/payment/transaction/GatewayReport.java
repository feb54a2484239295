package id.laris.payment.transaction;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.pos.v1.PaymentInstructions;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gateway's last report of a payment. */
@Embeddable
class GatewayReport {

  @Column(name = "gateway_transaction_id")
  private String gatewayTransactionId = "";

  @Column(name = "gateway_status")
  private String gatewayStatus = "";

  private byte[] instructions = new byte[0];

  @Column(name = "customer_fee")
  private long customerFee;

  @Column(name = "masked_card")
  private String maskedCard = "";

  @Column(name = "approval_code")
  private String approvalCode = "";

  private String issuer = "";

  @Column(name = "heard_at")
  private @Nullable Instant reportedAt;

  void update(GatewayStatus status, Instant now) {
    reportedAt = now;
    gatewayTransactionId = status.transactionId();
    gatewayStatus = status.statusName();
    maskedCard = status.maskedCard();
    approvalCode = status.approvalCode();
    issuer = status.issuer();
    // Instructions that this report lacks were in an earlier one.
    instructions =
        instructions().toBuilder().mergeFrom(status.instructions()).build().toByteArray();
  }

  void setCustomerFee(long fee) {
    customerFee = fee;
  }

  /** Forgets the gateway's id of a payment that was cancelled. */
  void forgetPayment() {
    gatewayTransactionId = "";
  }

  PaymentInstructions instructions() {
    try {
      return PaymentInstructions.parseFrom(instructions);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("stored payment instructions are unreadable", e);
    }
  }

  /** Returns the end of the time to pay, where the gateway has set one. */
  Optional<Instant> expiresAt() {
    PaymentInstructions shown = instructions();
    return shown.hasExpiresAt()
        ? Optional.of(
            Instant.ofEpochSecond(
                shown.getExpiresAt().getSeconds(), shown.getExpiresAt().getNanos()))
        : Optional.empty();
  }

  String gatewayTransactionId() {
    return gatewayTransactionId;
  }

  String gatewayStatus() {
    return gatewayStatus;
  }

  long customerFee() {
    return customerFee;
  }

  String maskedCard() {
    return maskedCard;
  }

  String approvalCode() {
    return approvalCode;
  }

  String issuer() {
    return issuer;
  }

  @Nullable Instant reportedAt() {
    return reportedAt;
  }
}
