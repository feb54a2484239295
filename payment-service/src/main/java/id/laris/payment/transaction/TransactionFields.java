package id.laris.payment.transaction;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import id.laris.common.db.TenantRow;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.GatewayConfig.QrisAcquirer;
import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction holds, and what follows from it. The rules are those of {@link Transaction}.
 */
@MappedSuperclass
abstract class TransactionFields extends TenantRow {

  static final String CURRENCY = "IDR";

  @Column(name = "order_id", updatable = false)
  UUID orderId;

  @Column(name = "payment_id", updatable = false)
  @Nullable UUID paymentId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  Method method;

  @Column(updatable = false)
  long amount;

  @Enumerated(EnumType.STRING)
  State state = State.CREATED;

  @Column(name = "request_hash", updatable = false)
  String requestHash;

  /** Null once the gateway is known to have it, or to have refused it. */
  byte @Nullable [] request;

  int attempt = 1;

  String account = "";

  @Enumerated(EnumType.STRING)
  @Column(name = "qris_acquirer")
  QrisAcquirer qrisAcquirer = QrisAcquirer.QRIS_ACQUIRER_UNSPECIFIED;

  @Column(name = "gateway_order_id")
  String gatewayOrderId;

  @Column(name = "gateway_transaction_id")
  String gatewayTransactionId = "";

  @Column(name = "gateway_status")
  String gatewayStatus = "";

  byte[] instructions = new byte[0];

  @Column(name = "customer_fee")
  long customerFee;

  String failure = "";

  @Enumerated(EnumType.STRING)
  Attention attention = Attention.ATTENTION_UNSPECIFIED;

  @Column(name = "cancel_requested")
  boolean cancelRequested;

  @Column(name = "cancel_reason")
  String cancelReason = "";

  @Column(name = "masked_card")
  String maskedCard = "";

  @Column(name = "approval_code")
  String approvalCode = "";

  String issuer = "";

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "paid_at")
  @Nullable Instant paidAt;

  @Column(name = "charged_at")
  @Nullable Instant chargedAt;

  @Column(name = "heard_at")
  @Nullable Instant heardAt;

  @Column(name = "talk_token")
  @Nullable UUID talkToken;

  @Column(name = "talk_until")
  @Nullable Instant talkUntil;

  @Column(name = "next_check_at")
  @Nullable Instant nextCheckAt;

  int checks;

  /** Counts the changes of the state, which are rows of their own. */
  int changes;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  TransactionFields() {}

  TransactionFields(UUID id, ChargeWanted wanted, Instant now) {
    super(id);
    this.orderId = wanted.orderId();
    this.paymentId = wanted.paymentId();
    this.method = wanted.method();
    this.amount = wanted.amount();
    this.requestHash = wanted.requestHash();
    this.request = wanted.request().toByteArray();
    this.gatewayOrderId = id.toString();
    this.expiresAt = now.plus(wanted.lifetime());
  }

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

  /** What is to be asked of the gateway; only while that is an open question. */
  ChargeRequest request() {
    if (request == null) {
      throw new IllegalStateException("the request of %s is no longer kept".formatted(id()));
    }
    return parse(ChargeRequest.parser(), request);
  }

  QrisAcquirer qrisAcquirer() {
    return qrisAcquirer;
  }

  int attempt() {
    return attempt;
  }

  String gatewayOrderId() {
    return gatewayOrderId;
  }

  String gatewayTransactionId() {
    return gatewayTransactionId;
  }

  String gatewayStatus() {
    return gatewayStatus;
  }

  PaymentInstructions instructions() {
    return parse(PaymentInstructions.parser(), instructions);
  }

  long customerFee() {
    return customerFee;
  }

  String failure() {
    return failure;
  }

  Attention attention() {
    return attention;
  }

  boolean cancelRequested() {
    return cancelRequested;
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

  Instant expiresAt() {
    return expiresAt;
  }

  @Nullable Instant paidAt() {
    return paidAt;
  }

  @Nullable Instant heardAt() {
    return heardAt;
  }

  int changes() {
    return changes;
  }

  /** Takes the talk, unless another has it. */
  boolean beginTalk(UUID token, Instant now, Instant until) {
    if (talkUntil != null && talkUntil.isAfter(now)) {
      return false;
    }
    talkToken = token;
    talkUntil = until;
    return true;
  }

  /** Whether the talk is still that of this token; one that lasted too long may have lost it. */
  boolean isTalkOf(UUID token) {
    return token.equals(talkToken);
  }

  void prolongTalk(Instant until) {
    talkUntil = until;
  }

  void endTalk() {
    talkToken = null;
    talkUntil = null;
  }

  private static <M extends Message> M parse(Parser<M> parser, byte[] bytes) {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what is stored of a transaction cannot be read", e);
    }
  }
}
