package id.laris.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One transaction and its state machine. Code that reads or changes more than one field holds its
 * monitor.
 */
final class Transaction {
  final long number;
  final UUID id;
  final Merchant merchant;
  final ChargeRequest request;
  final Instant createdAt;

  /** Null for what never waited, such as a card that was captured at once. */
  final @Nullable Instant expiresAt;

  private final List<Refund> refunds = new ArrayList<>(0);
  private Status status;
  private FraudStatus fraudStatus;
  private @Nullable Instant settledAt;
  private long customerFee;
  private boolean stuck;

  /** Notifications of one transaction go out one after another. */
  CompletableFuture<?> lastDelivery = CompletableFuture.completedFuture(null);

  /** Held until the next one has been sent. */
  @Nullable Notification held;

  Transaction(long number, Merchant merchant, ChargeRequest request, Instant createdAt) {
    this.number = number;
    this.id = UUID.randomUUID();
    this.merchant = merchant;
    this.request = request;
    this.createdAt = createdAt;
    CardToken token = request.token();
    this.status =
        switch (token) {
          case null -> Status.PENDING;
          case THREE_D_SECURE -> Status.PENDING;
          case ACCEPT, CHALLENGE -> Status.CAPTURE;
          case DENY -> Status.DENY;
          case AUTHORIZE -> Status.AUTHORIZE;
        };
    this.fraudStatus =
        switch (token) {
          case CHALLENGE -> FraudStatus.CHALLENGE;
          case DENY -> FraudStatus.DENY;
          case null, default -> FraudStatus.ACCEPT;
        };
    this.expiresAt = status == Status.PENDING ? expiry(request, createdAt) : null;
  }

  private static Instant expiry(ChargeRequest request, Instant createdAt) {
    Instant asked = request.expiresAt();
    return asked == null ? createdAt.plus(request.method().defaultExpiry()) : asked;
  }

  PaymentMethod method() {
    return request.method();
  }

  String orderId() {
    return request.orderId();
  }

  synchronized Status status() {
    return status;
  }

  synchronized FraudStatus fraudStatus() {
    return fraudStatus;
  }

  synchronized @Nullable Instant settledAt() {
    return settledAt;
  }

  synchronized List<Refund> refunds() {
    return List.copyOf(refunds);
  }

  /** The amount that the customer pays: the amount charged, and a fee if one is imposed. */
  synchronized long grossAmount() {
    return request.grossAmount() + customerFee;
  }

  synchronized long customerFee() {
    return customerFee;
  }

  synchronized long refundedAmount() {
    return refunds.stream().mapToLong(Refund::amount).sum();
  }

  synchronized @Nullable Refund refund(String key) {
    return refunds.stream().filter(refund -> refund.key().equals(key)).findFirst().orElse(null);
  }

  /** Refuses what the state machine does not have. */
  synchronized void become(Status next, Instant now) {
    if (!status.canBecome(next)) {
      throw new IllegalStateException(
          "transaction "
              + orderId()
              + " is "
              + status.wire()
              + " and cannot become "
              + next.wire());
    }
    status = next;
    if (next == Status.SETTLEMENT) {
      settledAt = now;
    }
  }

  /** Against the state machine: the money comes after the end. */
  synchronized void settleAfterAll(Instant now) {
    status = Status.SETTLEMENT;
    settledAt = now;
  }

  synchronized void judge(FraudStatus next) {
    fraudStatus = next;
  }

  synchronized void imposeFee(long fee) {
    if (fee < 0) {
      throw new IllegalArgumentException("a customer fee is not negative");
    }
    customerFee = fee;
  }

  /** Adds a refund, and is a refunded or partially refunded one from then on. */
  synchronized void add(Refund refund, Instant now) {
    long left = grossAmount() - refundedAmount();
    if (refund.amount() < 1 || refund.amount() > left) {
      throw new IllegalArgumentException(
          "transaction " + orderId() + " has " + left + " rupiah left to give back");
    }
    boolean full = refund.amount() == left;
    become(full ? Status.REFUND : Status.PARTIAL_REFUND, now);
    refunds.add(refund);
  }

  /** Stays pending past its expiry, until somebody expires it. */
  synchronized void stick() {
    stuck = true;
  }

  synchronized boolean isOver(Instant now) {
    return status == Status.PENDING && !stuck && expiresAt != null && !expiresAt.isAfter(now);
  }

  /** The code that the customer types; null where there is nothing to type. */
  @Nullable String code() {
    String code = method().code(number);
    return code.isEmpty() ? null : code;
  }

  /** The text that the customer scans; null where there is nothing to scan. */
  @Nullable String qrString() {
    boolean scanned = method().isQris() || method() == PaymentMethod.GOPAY;
    return scanned ? QrString.of(this) : null;
  }

  @Nullable ObjectNode echo() {
    return request.echo();
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(
        orderId(),
        id.toString(),
        status.wire(),
        method().kind() == PaymentMethod.Kind.COUNTER ? null : fraudStatus.wire(),
        grossAmount(),
        request.grossAmount(),
        refundedAmount(),
        method().paymentType(),
        refunds.stream().map(Refund::key).toList(),
        method().isQris() ? method().acquirer() : null,
        code(),
        qrString(),
        createdAt,
        expiresAt);
  }
}
