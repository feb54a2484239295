package id.laris.sales;

import com.google.protobuf.Any;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.ChargeResponse;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.ListTransactionsRequest;
import id.laris.pos.v1.ListTransactionsResponse;
import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentRefund;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.RefundTransactionRequest;
import id.laris.pos.v1.RefundTransactionResponse;
import id.laris.testkit.FakeFeed;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A payment service whose customers pay when a test says so. It charges once for each key, can
 * refuse, lose an answer after it has charged, and be down; it publishes what happened when it is
 * told to ({@link #changeState}), or says nothing ({@link #changeStateSilently}).
 */
final class FakePayments extends PaymentTransactionServiceGrpc.PaymentTransactionServiceImplBase
    implements AutoCloseable {

  static final String NAME = "fake-payments";

  private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
  private final Queue<State> states = new ConcurrentLinkedQueue<>();
  private final Queue<StatusRuntimeException> refusals = new ConcurrentLinkedQueue<>();
  private final Queue<StatusRuntimeException> losses = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> beforeAnswers = new ConcurrentLinkedQueue<>();
  private final Queue<PaymentRefund.State> refundStates = new ConcurrentLinkedQueue<>();
  private volatile boolean down;
  private final FakeFeed feed;

  FakePayments() throws IOException {
    feed = new FakeFeed(NAME, this);
  }

  /** The transactions of one tenant, by the key of their charge. */
  private static final class Ledger {
    private final Map<String, PaymentTransaction> byKey = new ConcurrentHashMap<>();
    private final List<ChargeRequest> charges = new CopyOnWriteArrayList<>();
    private final Map<String, PaymentRefund> refunds = new ConcurrentHashMap<>();
  }

  private Ledger ledger(String tenantId) {
    return ledgers.computeIfAbsent(tenantId, id -> new Ledger());
  }

  /** The next new transaction begins in this state. */
  void beginNextIn(State state) {
    states.add(state);
  }

  /** The next new refund begins in this state; by default the gateway gives it back at once. */
  void beginNextRefundIn(PaymentRefund.State state) {
    refundStates.add(state);
  }

  /** The gateway has decided about every refund that was REQUESTED. */
  void decideRefunds(UUID tenantId, PaymentRefund.State state) {
    ledger(tenantId.toString())
        .refunds
        .replaceAll(
            (key, refund) ->
                refund.getState() == PaymentRefund.State.REQUESTED
                    ? refund.toBuilder().setState(state).build()
                    : refund);
  }

  /** The refunds by their keys. */
  Map<String, PaymentRefund> refunds(UUID tenantId) {
    return Map.copyOf(ledger(tenantId.toString()).refunds);
  }

  PaymentRefund refund(UUID tenantId, String key) {
    return Objects.requireNonNull(ledger(tenantId.toString()).refunds.get(key));
  }

  /** The next charge is refused. */
  void refuseNext(Reason reason) {
    refusals.add(
        FakeInventory.refusal(reason.grpc(), reason, Map.of("said_by", "payment service")));
  }

  /** The next charge is made, and its answer lost: the gateway's, or the payment service's own. */
  void loseNext(Reason reason) {
    losses.add(FakeInventory.refusal(reason.grpc(), reason, Map.of()));
  }

  /** The next answer to a charge never arrives, however often it is asked for. */
  void dropNext() {
    for (int i = 0; i < 3; i++) {
      losses.add(Status.UNAVAILABLE.withDescription("dropped").asRuntimeException());
    }
  }

  /** Does something once, after a charge was made and before that is answered. */
  void beforeNextAnswer(Runnable work) {
    beforeAnswers.add(work);
  }

  void whileDown(Runnable work) {
    down = true;
    try {
      work.run();
    } finally {
      down = false;
    }
  }

  /** Forgets what a test has set for the next charges. */
  void behave() {
    states.clear();
    refundStates.clear();
    refusals.clear();
    losses.clear();
    beforeAnswers.clear();
  }

  List<ChargeRequest> charges(UUID tenantId) {
    return ledger(tenantId.toString()).charges;
  }

  List<PaymentTransaction> transactions(UUID tenantId) {
    return List.copyOf(ledger(tenantId.toString()).byKey.values());
  }

  PaymentTransaction transaction(UUID tenantId, String paymentId) {
    return Objects.requireNonNull(ledger(tenantId.toString()).byKey.get(paymentId));
  }

  /** The transaction changes its state, with an event. */
  PaymentTransaction changeState(UUID tenantId, String paymentId, State state) {
    PaymentTransaction now = changeStateSilently(tenantId, paymentId, state);
    publish(tenantId, now);
    return now;
  }

  /** The transaction changes its state, without an event. */
  PaymentTransaction changeStateSilently(UUID tenantId, String paymentId, State state) {
    return change(tenantId, paymentId, transaction -> transaction.setState(state));
  }

  /** So much was refunded in all, with an event. */
  void refund(UUID tenantId, String paymentId, long refunded) {
    long before = transaction(tenantId, paymentId).getRefunded().getAmount();
    publish(tenantId, refundSilently(tenantId, paymentId, refunded - before));
  }

  /** More of the money is refunded, without an event. */
  PaymentTransaction refundSilently(UUID tenantId, String paymentId, long more) {
    return change(
        tenantId,
        paymentId,
        transaction -> {
          long refunded = transaction.getRefunded().getAmount() + more;
          boolean all = refunded == transaction.getAmount().getAmount();
          return transaction
              .setRefunded(FakeCatalog.idr(refunded))
              .setState(all ? State.REFUNDED : State.PARTIALLY_REFUNDED);
        });
  }

  PaymentTransaction change(
      UUID tenantId, String key, UnaryOperator<PaymentTransaction.Builder> change) {
    PaymentTransaction changed =
        ledger(tenantId.toString())
            .byKey
            .computeIfPresent(
                key,
                (same, transaction) ->
                    change
                        .apply(transaction.toBuilder().setVersion(transaction.getVersion() + 1))
                        .build());
    return Objects.requireNonNull(changed);
  }

  /** Adds a charge of another caller, for an order of sales. */
  PaymentTransaction chargedElsewhere(
      UUID tenantId, String orderId, String paymentId, long amount, State state) {
    PaymentTransaction transaction =
        begin(
                ChargeRequest.newBuilder()
                    .setOrderId(orderId)
                    .setPaymentId(paymentId)
                    .setAmount(amount)
                    .setMethod(PaymentTransaction.Method.GOPAY)
                    .build())
            .toBuilder()
            .setState(state)
            .build();
    ledger(tenantId.toString()).byKey.put(transaction.getId(), transaction);
    return transaction;
  }

  /** Publishes the event of a transaction that belongs to its state. */
  void publish(UUID tenantId, PaymentTransaction transaction) {
    StringBuilder type = new StringBuilder("Transaction");
    for (String word : transaction.getState().name().split("_", -1)) {
      type.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    publish(tenantId, type.toString(), transaction);
  }

  void publish(UUID tenantId, String type, PaymentTransaction transaction) {
    feed.happened(
        tenantId,
        Event.newBuilder()
            .setType(type)
            .setAggregateType("PaymentTransaction")
            .setAggregateId(transaction.getId())
            .setSequence(transaction.getVersion())
            .setPayload(Any.pack(transaction)));
  }

  /** Returns the number of events, which is the cursor of a consumer that has read them all. */
  int events(UUID tenantId) {
    return feed.size(tenantId);
  }

  @Override
  public void charge(ChargeRequest request, StreamObserver<ChargeResponse> observer) {
    try {
      observer.onNext(ChargeResponse.newBuilder().setTransaction(charge(request)).build());
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  private PaymentTransaction charge(ChargeRequest request) {
    throwIfDown();
    StatusRuntimeException refusal = refusals.poll();
    if (refusal != null) {
      throw refusal;
    }
    Ledger ledger = ledger(FakeFeed.tenantOfCall());
    ledger.charges.add(request);
    ledger.byKey.computeIfAbsent(request.getIdempotencyKey(), key -> begin(request));
    PaymentTransaction answer = ledger.byKey.get(request.getIdempotencyKey());
    Runnable before = beforeAnswers.poll();
    if (before != null) {
      before.run();
    }
    StatusRuntimeException loss = losses.poll();
    if (loss != null) {
      throw loss;
    }
    return answer;
  }

  @Override
  public void refundTransaction(
      RefundTransactionRequest request, StreamObserver<RefundTransactionResponse> observer) {
    try {
      observer.onNext(RefundTransactionResponse.newBuilder().setRefund(refund(request)).build());
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  private PaymentRefund refund(RefundTransactionRequest request) {
    throwIfDown();
    StatusRuntimeException refusal = refusals.poll();
    if (refusal != null) {
      throw refusal;
    }
    String tenant = FakeFeed.tenantOfCall();
    PaymentRefund refund =
        ledger(tenant)
            .refunds
            .computeIfAbsent(request.getRefundKey(), key -> beginRefund(tenant, request));
    StatusRuntimeException loss = losses.poll();
    if (loss != null) {
      throw loss;
    }
    return refund;
  }

  private PaymentRefund beginRefund(String tenant, RefundTransactionRequest request) {
    PaymentTransaction transaction =
        ledger(tenant).byKey.values().stream()
            .filter(any -> any.getId().equals(request.getTransactionId()))
            .findFirst()
            .orElseThrow();
    PaymentRefund.State state = refundStates.poll();
    if (state != PaymentRefund.State.FAILED) {
      PaymentTransaction now =
          refundSilently(UUID.fromString(tenant), transaction.getPaymentId(), request.getAmount());
      if (now.getRefunded().getAmount() > now.getAmount().getAmount()) {
        throw new AssertionError("more is refunded than was paid: " + now);
      }
    }
    return PaymentRefund.newBuilder()
        .setRefundKey(request.getRefundKey())
        .setAmount(FakeCatalog.idr(request.getAmount()))
        .setChannel(
            request.getManual() ? PaymentRefund.Channel.MANUAL : PaymentRefund.Channel.GATEWAY)
        .setState(state == null ? PaymentRefund.State.SUCCEEDED : state)
        .setFailure(state == PaymentRefund.State.FAILED ? "refused by the bank" : "")
        .build();
  }

  private void throwIfDown() {
    if (down) {
      throw Status.UNAVAILABLE.withDescription("down").asRuntimeException();
    }
  }

  private PaymentTransaction begin(ChargeRequest request) {
    State state = states.poll();
    return PaymentTransaction.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setOrderId(request.getOrderId())
        .setPaymentId(request.getPaymentId())
        .setState(state == null ? State.PENDING : state)
        .setMethod(request.getMethod())
        .setAmount(FakeCatalog.idr(request.getAmount()))
        .setRefunded(FakeCatalog.idr(0))
        .setInstructions(
            PaymentInstructions.newBuilder().setQrString("QR of " + request.getPaymentId()))
        .setVersion(1)
        .build();
  }

  @Override
  public void listTransactions(
      ListTransactionsRequest request, StreamObserver<ListTransactionsResponse> observer) {
    try {
      throwIfDown();
      // Pages have one item, so that a caller that reads only the first misses something.
      List<PaymentTransaction> all =
          ledger(FakeFeed.tenantOfCall()).byKey.values().stream()
              .filter(transaction -> transaction.getOrderId().equals(request.getOrderId()))
              .sorted(Comparator.comparing(PaymentTransaction::getId))
              .toList();
      String token = request.getPagination().getPageToken();
      int page = token.isEmpty() ? 0 : Integer.parseInt(token);
      ListTransactionsResponse.Builder response = ListTransactionsResponse.newBuilder();
      all.stream().skip(page).limit(1).forEach(response::addTransactions);
      if (page + 1 < all.size()) {
        response.getPaginationBuilder().setNextPageToken(Integer.toString(page + 1));
      }
      observer.onNext(response.build());
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  @Override
  public void close() {
    feed.close();
  }
}
