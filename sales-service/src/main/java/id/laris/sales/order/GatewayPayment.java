package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSetter;
import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The part of a payment that belongs to the payment gateway: the request, and the transaction in
 * the payment service as far as it is known.
 */
public class GatewayPayment {

  @JsonProperty("gateway_method")
  private Method method;

  @JsonProperty("gateway_request_hash")
  private String requestHash;

  @JsonProperty("complete_order")
  private boolean completeOrder;

  @JsonProperty("charges_in_doubt")
  private int chargesInDoubt;

  @JsonProperty("transaction_id")
  private @Nullable UUID transactionId;

  @JsonProperty("transaction_version")
  private int transactionVersion;

  /**
   * {@link PaymentInstructions} as JSON: the instructions that the till must show, as the gateway
   * gave them.
   */
  @JsonRawValue private @Nullable String instructions;

  private String failure = "";

  @JsonProperty("captured_at")
  private @Nullable Instant capturedAt;

  private long refunded;

  @JsonProperty("refunded_while_open")
  private long refundedWhileOpen;

  @SuppressWarnings("NullAway") // Jackson fills it in
  private GatewayPayment() {}

  GatewayPayment(GatewayRequest wanted) {
    this.method = wanted.method();
    this.requestHash = wanted.requestHash();
    this.completeOrder = wanted.completeOrder();
  }

  /** Returns the payment as it was read; null where it has no method, because it is none. */
  @SuppressWarnings("NullAway") // Jackson fills in what there is
  static @Nullable GatewayPayment orNull(GatewayPayment read) {
    return read.method == null ? null : read;
  }

  @JsonSetter("instructions")
  private void setInstructions(@Nullable JsonNode read) {
    instructions = read == null || read.isNull() ? null : read.toString();
  }

  /** Records that the gateway is about to be asked; its answer is unknown until it refuses. */
  public void startCharge() {
    chargesInDoubt++;
  }

  /**
   * Records that the gateway has refused. Returns whether no charge is open any more and nothing
   * was charged.
   */
  boolean chargeRefused() {
    chargesInDoubt--;
    return chargesInDoubt == 0 && transactionId == null;
  }

  /** Takes over the transaction. Returns whether it was not known before. */
  boolean link(TransactionUpdate update) {
    boolean isNew = transactionId == null;
    transactionId = update.transactionId();
    transactionVersion = update.version();
    if (instructions == null) {
      instructions = update.instructions();
    }
    return isNew;
  }

  /** Records that the money was received. */
  void capture(Instant when) {
    capturedAt = when;
    failure = "";
  }

  /** Records that the money was not received, or was taken back. */
  void fail(String reason) {
    capturedAt = null;
    failure = reason;
  }

  /** Records a problem that a person should know. */
  void noteFailure(String reason) {
    failure = reason;
  }

  void recordRefunded(long newRefunded) {
    refunded = newRefunded;
  }

  /**
   * A refunded amount no longer counts towards the order. It never counts again: something else may
   * have paid for it by then.
   */
  void recordRefundedWhileOpen(long amount) {
    refundedWhileOpen = Math.max(refundedWhileOpen, amount);
  }

  public Method method() {
    return method;
  }

  String requestHash() {
    return requestHash;
  }

  public boolean completesOrder() {
    return completeOrder;
  }

  /** Null until it is known. */
  public @Nullable UUID transactionId() {
    return transactionId;
  }

  int transactionVersion() {
    return transactionVersion;
  }

  @Nullable String instructions() {
    return instructions;
  }

  public String failure() {
    return failure;
  }

  /** Returns when the money was received; null if it was not. */
  public @Nullable Instant capturedAt() {
    return capturedAt;
  }

  public long refunded() {
    return refunded;
  }

  long refundedWhileOpen() {
    return refundedWhileOpen;
  }
}
