package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.laris.pos.v1.Payment.Status;
import id.laris.pos.v1.Payment.Type;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tender towards an order, with the amounts of {@link TenderAmounts}.
 *
 * <p>A payment through the gateway is PENDING until the customer has paid; {@link
 * PaymentReconciliation} has the rules for what happens to it then.
 */
public class OrderPayment {

  private static final int SHOWN_DIGITS = 4;

  private UUID id;

  /** Null until it is stored. */
  @JsonProperty("created_at")
  private @Nullable Instant createdAt;

  @JsonProperty("payment_number")
  private int paymentNumber;

  @JsonProperty("payment_type")
  private Type type;

  private Status status = Status.CAPTURED;

  @JsonProperty("requested_amount")
  private long requestedAmount;

  @JsonUnwrapped private TenderAmounts amounts;

  private long tip;
  private String reference;

  /** Null unless a gift card pays. */
  @JsonProperty("gift_card_id")
  private @Nullable UUID giftCardId;

  @JsonProperty("void_reason")
  private String voidReason = "";

  @JsonProperty("voided_at")
  private @Nullable Instant voidedAt;

  /** The shift in which it was taken; null where none was open. */
  @JsonProperty("shift_id")
  private @Nullable UUID shiftId;

  /** The shift in which it was voided. */
  @JsonProperty("void_shift_id")
  private @Nullable UUID voidShiftId;

  /** Null for a payment that was taken elsewhere. */
  @JsonUnwrapped private @Nullable GatewayPayment gateway;

  @SuppressWarnings("NullAway") // Jackson fills it in
  private OrderPayment() {}

  private OrderPayment(
      int paymentNumber,
      UUID id,
      Type type,
      long requestedAmount,
      TenderAmounts amounts,
      long tip) {
    this.id = id;
    this.paymentNumber = paymentNumber;
    this.type = type;
    this.requestedAmount = requestedAmount;
    this.amounts = amounts;
    this.tip = tip;
    this.reference = "";
  }

  /** Records the payment; one through the gateway is PENDING. */
  OrderPayment(int paymentNumber, PaymentRequest wanted, Order order) {
    this(
        paymentNumber,
        wanted.id(),
        wanted.type(),
        wanted.amount(),
        TenderAmounts.of(wanted, order),
        wanted.tip());
    this.reference = wanted.giftCard().isGiven() ? "" : wanted.reference();
    if (wanted.gateway() != null) {
      this.status = Status.PENDING;
      this.gateway = new GatewayPayment(wanted.gateway());
    }
  }

  /** A payment that was charged elsewhere; nothing of it is captured so far. */
  static OrderPayment chargedElsewhere(int paymentNumber, UUID id, TransactionUpdate update) {
    long amount = update.amount();
    OrderPayment payment =
        new OrderPayment(
            paymentNumber,
            id,
            GatewayRequest.typeOf(update.method()),
            amount,
            new TenderAmounts(amount, amount, 0, 0),
            0);
    payment.status = Status.FAILED;
    payment.gateway = new GatewayPayment(new GatewayRequest(update.method(), false, ""));
    return payment;
  }

  /** Returns whether this is the requested payment. */
  boolean matches(PaymentRequest wanted) {
    return wanted.type() == type
        && wanted.amount() == requestedAmount
        && wanted.tip() == tip
        && amounts.tendered()
            == (wanted.tendered() == 0 ? requestedAmount + tip : wanted.tendered())
        && (type == Type.GIFT_CARD
            ? isPaidWith(wanted.giftCard())
            : wanted.reference().equals(reference))
        && isAskedFor(wanted.gateway());
  }

  /** Returns whether this card may have paid; codes are not kept, only how they end. */
  private boolean isPaidWith(GiftCard card) {
    return card.id() == null ? reference.endsWith(end(card.code())) : card.id().equals(giftCardId);
  }

  private static String end(String code) {
    String digits = code.replaceAll("\\D", "");
    return digits.substring(Math.max(0, digits.length() - SHOWN_DIGITS));
  }

  /** Takes over the card that pays, as customer-service knows it. */
  public void payWith(UUID cardId, String lastFour) {
    giftCardId = cardId;
    reference = "**** " + lastFour;
  }

  private boolean isAskedFor(@Nullable GatewayRequest wanted) {
    String requestHash = gateway == null ? null : gateway.requestHash();
    return Objects.equals(requestHash, wanted == null ? null : wanted.requestHash());
  }

  /** Returns whether the transaction is known to pay it. */
  boolean isPaidBy(UUID transactionId) {
    return gateway != null && transactionId.equals(gateway.transactionId());
  }

  /**
   * Returns whether it has no transaction so far, and this is the one that was requested for it.
   */
  boolean waitsFor(TransactionUpdate update) {
    return gateway != null
        && gateway.transactionId() == null
        && id().equals(update.paymentId())
        && gateway.method() == update.method()
        && charged() == update.amount();
  }

  public boolean isCaptured() {
    return status == Status.CAPTURED;
  }

  /**
   * Returns whether its transaction is known or it has ended, so that the gateway need not be
   * asked.
   */
  public boolean isSettled() {
    return !isPending() || (gateway != null && gateway.transactionId() != null);
  }

  /** Returns whether the customer has not paid yet. */
  public boolean isPending() {
    return status == Status.PENDING;
  }

  /** Returns whether it is captured, pending or flagged, so that it can be voided. */
  public boolean isStanding() {
    return isCaptured() || isPending() || status == Status.FLAGGED;
  }

  /** Records that the gateway has refused it. Returns whether it can be removed. */
  boolean chargeRefused() {
    return gateway != null && gateway.chargeRefused() && isPending();
  }

  void fail(String reason) {
    Objects.requireNonNull(gateway).fail(reason);
    status = Status.FAILED;
  }

  void changeStatus(Status newStatus) {
    status = newStatus;
  }

  /** Takes it into a shift; null where none is open. */
  public void takeInto(@Nullable UUID shift) {
    shiftId = shift;
  }

  /**
   * Voids it. Without an open shift the void is one of the shift in which it was taken, so that its
   * money is not missing from both.
   */
  void cancel(String reason, Instant now, @Nullable UUID openShift) {
    status = Status.VOIDED;
    voidReason = reason;
    voidedAt = now;
    voidShiftId = openShift == null ? shiftId : openShift;
  }

  void prepare(Instant now) {
    createdAt = createdAt == null ? now : createdAt;
  }

  /** The columns of the gateway are empty for a payment that was taken elsewhere. */
  @JsonUnwrapped
  @JsonSetter("gateway")
  private void setGateway(GatewayPayment read) {
    gateway = GatewayPayment.orNull(read);
  }

  public UUID id() {
    return id;
  }

  /** Returns the time of creation; null until it is stored. */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  int paymentNumber() {
    return paymentNumber;
  }

  public Type type() {
    return type;
  }

  public Status status() {
    return status;
  }

  public TenderAmounts amounts() {
    return amounts;
  }

  public long amount() {
    return amounts.amount();
  }

  /** Returns the amount that it has paid of the order, if it is valid. */
  long counted() {
    return gateway == null ? amount() : amount() - gateway.refundedWhileOpen();
  }

  /** Returns the amount that the customer pays with it. */
  public long charged() {
    return amount() + tip;
  }

  /** Null for a payment that was taken elsewhere. */
  public @Nullable GatewayPayment gateway() {
    return gateway;
  }

  public long tip() {
    return tip;
  }

  public String reference() {
    return reference;
  }

  /** The gift card that pays; null for other payments. */
  public @Nullable UUID giftCardId() {
    return giftCardId;
  }

  /** Returns whether a balance of customer-service pays, such as that of a gift card. */
  public boolean isOfBalance() {
    return isCaptured() && (giftCardId != null || PaymentRequest.isOfCustomer(type));
  }

  /** Returns whether the customer of the order pays from what it has with the shop. */
  boolean isOfCustomer() {
    return isCaptured() && PaymentRequest.isOfCustomer(type);
  }

  public String voidReason() {
    return voidReason;
  }

  public @Nullable Instant voidedAt() {
    return voidedAt;
  }

  /** The shift in which it was taken; null where none was open. */
  public @Nullable UUID shiftId() {
    return shiftId;
  }

  /** The shift in which it was voided; null for none. */
  public @Nullable UUID voidShiftId() {
    return voidShiftId;
  }

  boolean isInShift() {
    return shiftId != null || voidShiftId != null;
  }
}
