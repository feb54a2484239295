package id.laris.payment;

import id.laris.pos.v1.CancelTransactionRequest;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.GetTransactionRequest;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.PaymentTransactionServiceGrpc.PaymentTransactionServiceBlockingStub;
import id.laris.pos.v1.RefundTransactionRequest;
import id.laris.pos.v1.RefundTransactionResponse;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.pos.v1.SyncTransactionRequest;
import id.laris.simulator.SimulatorControl;
import id.laris.simulator.Snapshot;
import id.laris.testkit.Jobs;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A tenant with an account at the simulator, and the calls of its tills. */
final class Merchant {

  /** Rp 25,000. */
  static final long AMOUNT = 2_500_000;

  private static final Duration SOON = Duration.ofSeconds(10);

  private final UUID tenantId;
  private final TestCalls calls;
  private final SimulatorControl midtrans;
  private final Jobs jobs;

  Merchant(UUID tenantId, TestCalls calls, SimulatorControl midtrans, Jobs jobs) {
    this.tenantId = tenantId;
    this.calls = calls;
    this.midtrans = midtrans;
    this.jobs = jobs;
  }

  static String newServerKey() {
    return "SB-Mid-server-" + UUID.randomUUID().toString().replace("-", "");
  }

  UUID tenantId() {
    return tenantId;
  }

  void setServerKey(String serverKey) {
    payments()
        .setGatewayConfig(SetGatewayConfigRequest.newBuilder().setServerKey(serverKey).build());
  }

  PaymentTransactionServiceBlockingStub payments() {
    return PaymentTransactionServiceGrpc.newBlockingStub(calls.as(tenantId));
  }

  PaymentTransactionServiceBlockingStub payments(UUID idempotencyKey) {
    return PaymentTransactionServiceGrpc.newBlockingStub(calls.as(tenantId, idempotencyKey));
  }

  /** A charge of a new order, under ids and keys of its own. */
  static ChargeRequest.Builder request(Method method) {
    ChargeRequest.Builder request =
        ChargeRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setOrderId(UUID.randomUUID().toString())
            .setAmount(AMOUNT)
            .setMethod(method)
            .setIdempotencyKey(UUID.randomUUID().toString());
    return method == Method.CARD ? request.setCardToken("tok-accept") : request;
  }

  PaymentTransaction charge(ChargeRequest.Builder request) {
    return payments().charge(request.build()).getTransaction();
  }

  PaymentTransaction charge(Method method) {
    return charge(request(method));
  }

  /** Charges, lets the customer pay, and waits until that is known. */
  PaymentTransaction paid(Method method) {
    PaymentTransaction charged = charge(method);
    if (charged.getState() != State.PAID) {
      midtrans.pay(charged.getGatewayOrderId());
      awaitNotifications();
    }
    return get(charged.getId());
  }

  /** Waits until every notification that is on its way was answered. */
  void awaitNotifications() {
    midtrans.awaitNotifications(SOON);
  }

  /** Runs the sweeper, which the service does by itself every few seconds. */
  void sweep() {
    // A notification that is being taken holds the lease, and the sweeper leaves the transaction
    // alone.
    awaitNotifications();
    jobs.run(tenantId, "payment.sweeper");
    awaitNotifications();
  }

  PaymentTransaction get(String id) {
    return payments()
        .getTransaction(GetTransactionRequest.newBuilder().setTransactionId(id).build())
        .getTransaction();
  }

  PaymentTransaction sync(String id) {
    return payments()
        .syncTransaction(SyncTransactionRequest.newBuilder().setTransactionId(id).build())
        .getTransaction();
  }

  PaymentTransaction cancel(String id) {
    return payments()
        .cancelTransaction(CancelTransactionRequest.newBuilder().setTransactionId(id).build())
        .getTransaction();
  }

  RefundTransactionResponse refund(String id, long amount, String key) {
    return payments()
        .refundTransaction(
            RefundTransactionRequest.newBuilder()
                .setTransactionId(id)
                .setAmount(amount)
                .setRefundKey(key)
                .build());
  }

  /** Returns the transaction as the gateway has it. */
  Snapshot atGateway(PaymentTransaction transaction) {
    return midtrans.transaction(transaction.getGatewayOrderId());
  }

  /** Returns every attempt of the transaction that the gateway has. */
  List<Snapshot> attemptsAtGateway(String transactionId) {
    return midtrans.transactions().stream()
        .filter(snapshot -> snapshot.orderId().startsWith(transactionId))
        .toList();
  }
}
