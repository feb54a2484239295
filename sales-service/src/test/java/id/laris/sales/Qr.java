package id.laris.sales;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A shop that takes QR payments: its till, its payment service, and its customers. */
final class Qr {

  private final UUID tenant;
  private final TestCalls calls;
  private final FakePayments payments;
  private final DatabaseSettings database;
  private final Till till;

  Qr(TestCalls calls, FakePayments payments, DatabaseSettings database) {
    this.tenant = UUID.randomUUID();
    this.calls = calls;
    this.payments = payments;
    this.database = database;
    this.till = new Till(calls.as(tenant));
  }

  UUID tenant() {
    return tenant;
  }

  Till till() {
    return till;
  }

  /** A till whose calls go under a key. */
  Till till(UUID key) {
    return new Till(calls.as(tenant, key));
  }

  static AddPaymentRequest.Builder request(Order order, long amount) {
    return request(order, amount, Payment.Type.QRIS, Method.QRIS);
  }

  static AddPaymentRequest.Builder request(
      Order order, long amount, Payment.Type type, Method method) {
    return AddPaymentRequest.newBuilder()
        .setOrderId(order.getId())
        .setPaymentType(type)
        .setAmount(amount)
        .setGateway(
            AddPaymentRequest.Gateway.newBuilder()
                .setMethod(method)
                .setCardToken(method == Method.CARD ? "token" : ""));
  }

  AddPaymentResponse add(AddPaymentRequest.Builder request) {
    return till.sales().addPayment(request.build());
  }

  /** Asks for a QR code. */
  Payment ask(Order order, long amount) {
    return add(request(order, amount)).getPayment();
  }

  /** Asks for a QR code that completes the order once it is paid. */
  Payment askToComplete(Order order, long amount) {
    AddPaymentRequest.Builder request = request(order, amount);
    request.getGatewayBuilder().setCompleteOrder(true);
    return add(request).getPayment();
  }

  /** The payment's transaction changes its state, and sales has consumed the event. */
  PaymentTransaction changeState(Payment payment, State state) {
    PaymentTransaction transaction = payments.changeState(tenant, payment.getId(), state);
    consumeEvents();
    return transaction;
  }

  void refund(Payment payment, long refunded) {
    payments.refund(tenant, payment.getId(), refunded);
    consumeEvents();
  }

  /** Publishes a present or earlier state of a transaction, again or late. */
  void publish(PaymentTransaction transaction) {
    payments.publish(tenant, transaction);
    consumeEvents();
  }

  void publish(String type, PaymentTransaction transaction) {
    payments.publish(tenant, type, transaction);
    consumeEvents();
  }

  /** Waits until sales has consumed all events of the payment service. */
  void consumeEvents() {
    String all = Integer.toString(payments.events(tenant));
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> all.equals("0") || cursor().equals(List.of(all)));
  }

  private List<String> cursor() {
    return Database.query(
        database,
        "select cursor from sales.consumer_cursor where consumer = 'sales.transactions' and tenant_id = '%s'"
            .formatted(tenant),
        row -> row.getString("cursor"));
  }

  /** The payment as it is now. */
  Payment now(Payment payment) {
    return till
        .get(Order.newBuilder().setId(payment.getOrderId()).build())
        .getPaymentsList()
        .stream()
        .filter(any -> any.getId().equals(payment.getId()))
        .findFirst()
        .orElseThrow();
  }

  Order orderOf(Payment payment) {
    return till.get(Order.newBuilder().setId(payment.getOrderId()).build());
  }

  Payment.Status status(Payment payment) {
    return now(payment).getStatus();
  }

  /** The types of the events that sales has published of the order, oldest first. */
  List<String> events(Order order) {
    return Database.query(
        database,
        "select type from sales.outbox where aggregate_id = '%s' and payload_type = 'pos.v1.Order' order by sequence, id"
            .formatted(order.getId()),
        row -> row.getString("type"));
  }

  /** Returns the order in its last event. */
  Order lastEvent(Order order) {
    return Database.query(
            database,
            "select payload from sales.outbox where aggregate_id = '%s' and payload_type = 'pos.v1.Order' order by sequence desc, id desc limit 1"
                .formatted(order.getId()),
            row -> parse(row.getBytes("payload")))
        .getFirst();
  }

  private static Order parse(byte[] payload) {
    try {
      return Order.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
