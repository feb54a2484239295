package id.laris.sales.order;

import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction.Method;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What the payment gateway has to do with a payment: what was asked of it, its transaction in the
 * payment service, and what was heard of that.
 */
@Embeddable
public class GatewayPayment {

  @Column(name = "gateway_method")
  @Enumerated(EnumType.STRING)
  private Method method;

  @Column(name = "gateway_request_hash")
  private String requestHash;

  @Column(name = "complete_order")
  private boolean completeOrder;

  @Column(name = "charges_in_doubt")
  private int chargesInDoubt;

  @Column(name = "transaction_id")
  private @Nullable UUID transactionId;

  @Column(name = "transaction_version")
  private int transactionVersion;

  /** {@link PaymentInstructions} as JSON: what the till must show, as it was when it was asked. */
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable String instructions;

  private String failure = "";

  @Column(name = "captured_at")
  private @Nullable Instant capturedAt;

  private long refunded;

  @Column(name = "refunded_while_open")
  private long refundedWhileOpen;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected GatewayPayment() {}

  GatewayPayment(GatewayWanted wanted) {
    this.method = wanted.method();
    this.requestHash = wanted.requestHash();
    this.completeOrder = wanted.completeOrder();
  }

  /** The gateway is about to be asked; whether it was is in doubt until it refuses. */
  public void ask() {
    chargesInDoubt++;
  }

  /** The gateway has refused. Returns whether nothing is in doubt any more, and nothing stands. */
  boolean refuse() {
    chargesInDoubt--;
    return chargesInDoubt == 0 && transactionId == null;
  }

  /** Takes over the transaction. Returns whether it was not known before. */
  boolean link(TransactionNews news) {
    boolean isNew = transactionId == null;
    transactionId = news.transactionId();
    transactionVersion = news.version();
    if (instructions == null) {
      instructions = news.instructions();
    }
    return isNew;
  }

  /** The money has come in. */
  void comeIn(Instant when) {
    capturedAt = when;
    failure = "";
  }

  /** The money did not come in, or is gone again. */
  void comeToNothing(String why) {
    capturedAt = null;
    failure = why;
  }

  /** Something is wrong with it that a person should know. */
  void complain(String why) {
    failure = why;
  }

  void giveBack(long newRefunded) {
    refunded = newRefunded;
  }

  /**
   * What was given back counts no more towards the order. It never counts again: something else may
   * have paid for it by then.
   */
  void countLess(long amount) {
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

  /** When the money came in; null where it did not. */
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
