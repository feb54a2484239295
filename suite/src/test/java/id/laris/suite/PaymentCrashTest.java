package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.RefundTransactionRequest;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.SimulatorControl;
import id.laris.simulator.SimulatorSettings;
import id.laris.simulator.Snapshot;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The suite dies right before or after each commit on the way of a payment, while the gateway lives
 * on: after the next start there is one payment at the gateway for each, Laris agrees with it, and
 * the order of a customer who has paid is closed.
 */
@Execution(ExecutionMode.CONCURRENT)
class PaymentCrashTest implements CrashSeries.Life {

  private static final UUID TENANT = UUID.randomUUID();
  private static final Duration SOON = Duration.ofSeconds(40);

  private static final List<String> POINTS =
      List.of(
          // Sales stores the payment; the charge is recorded; the gateway is called; recorded
          // again.
          "AddPayment 1 after",
          "Charge 1 after",
          "Charge 2 before",
          "Charge 2 after",
          "AddPayment 2 before",
          // The customer pays: the notification, and its effect in sales.
          "HandleNotification 2 before",
          "HandleNotification 2 after",
          "sales.transactions 1 after",
          // The payment is refunded.
          "RefundTransaction 1 after",
          "RefundTransaction 3 before");

  @TempDir Path temporary;

  private final String serverKey = "SB-Mid-server-" + UUID.randomUUID();
  private MidtransSimulator simulator;
  private SimulatorControl midtrans;
  private String variant = "";

  /** The order that the last crash interrupted. */
  private String interrupted = "";

  private Consumer<Counter> unfinished = counter -> {};

  /** The payments that the gateway had before that order. */
  private final Set<String> earlier = new HashSet<>();

  private int httpPort;

  @BeforeEach
  void startGateway() throws IOException {
    httpPort = ServiceProcess.freePort();
    // Notifications are repeated within a second, in place of minutes.
    simulator =
        MidtransSimulator.start(SimulatorSettings.defaults().withPort(0).withTimeScale(200));
    midtrans = simulator.control();
  }

  @AfterEach
  void stopGateway() {
    simulator.close();
  }

  @Test
  void onePaymentAtTheGatewayAndBooksThatAgreeWhereverItDies() throws Exception {
    Map<String, String> environment =
        Map.of(
            "POS_MIDTRANS_URL",
            simulator.url().toString(),
            "POS_HTTP_PORT",
            String.valueOf(httpPort),
            "POS_PAYMENTS_TALK_LEASE",
            "2s");
    new CrashSeries(TENANT, temporary, environment).dieAt(POINTS, this);
  }

  @Override
  public void read(String said) {
    assertThat(said).as("the server key in the log").doesNotContain(serverKey);
  }

  private Counter counter(Channel channel) {
    if (variant.isEmpty()) {
      var _ =
          PaymentTransactionServiceGrpc.newBlockingStub(channel)
              .setGatewayConfig(
                  SetGatewayConfigRequest.newBuilder().setServerKey(serverKey).build());
      variant = TinyCatalog.variant(channel);
    }
    return new Counter(channel, variant);
  }

  @Override
  public Runnable begin(Channel channel, String point) {
    String what = CrashSeries.what(point);
    Counter counter = counter(channel);
    midtrans.transactions().forEach(snapshot -> earlier.add(snapshot.orderId()));
    String order = counter.open().getId();
    boolean charging = what.equals("AddPayment") || what.equals("Charge");
    boolean refunding = what.equals("RefundTransaction");
    if (!charging) {
      counter.showQr(order);
    }
    if (refunding) {
      pay();
      awaitCompleted(counter, order);
    }
    interrupted = order;
    unfinished =
        next -> {
          if (charging) {
            // A payment that the gateway has continues by itself; otherwise the till repeats its
            // request for the same payment.
            if (what.equals("AddPayment") || point.equals("Charge 1 after")) {
              showAgain(next, order);
            }
            pay();
          }
          if (refunding) {
            refund(next, order);
          }
        };
    if (charging) {
      return () -> counter.showQr(order);
    }
    return refunding ? () -> refund(counter, order) : this::pay;
  }

  private static void showAgain(Counter next, String order) {
    await()
        .atMost(SOON)
        .ignoreException(StatusRuntimeException.class)
        .until(() -> next.showQr(order).hasInstructions());
  }

  /** Repairs the interrupted work, and compares the order with the gateway. */
  @Override
  public void check(Channel channel) {
    if (interrupted.isEmpty()) {
      return;
    }
    Counter counter = counter(channel);
    unfinished.accept(counter);
    Order order = awaitCompleted(counter, interrupted);
    PaymentTransaction transaction = counter.transactionsOf(interrupted).getFirst();
    assertThat(counter.transactionsOf(interrupted)).hasSize(1);
    assertThat(atGateway()).as("payments at the gateway").hasSize(1);
    assertThat(order.getPaymentsList())
        .singleElement()
        .returns(Payment.Status.CAPTURED, Payment::getStatus);
    assertThat(transaction.getGatewayStatus()).isEqualTo(atGateway().getFirst().status());
    if (transaction.getState() == State.REFUNDED) {
      assertThat(atGateway().getFirst().refundedAmount()).isEqualTo(25_000);
    }
  }

  private void pay() {
    await().atMost(SOON).until(() -> !waiting().isEmpty());
    midtrans.pay(waiting().getFirst().orderId());
  }

  private List<Snapshot> waiting() {
    return atGateway().stream().filter(snapshot -> snapshot.status().equals("pending")).toList();
  }

  /** The payments that the gateway has for the interrupted order. */
  private List<Snapshot> atGateway() {
    return midtrans.transactions().stream()
        .filter(snapshot -> !earlier.contains(snapshot.orderId()))
        .toList();
  }

  private Order awaitCompleted(Counter counter, String order) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(counter.get(order).getStatus())
                    .as("%s", counter.transactionsOf(order))
                    .isEqualTo(Order.Status.COMPLETED));
    return counter.get(order);
  }

  private static void refund(Counter counter, String order) {
    var _ =
        counter
            .payments()
            .refundTransaction(
                RefundTransactionRequest.newBuilder()
                    .setTransactionId(counter.transactionsOf(order).getFirst().getId())
                    .setRefundKey("refund of " + order)
                    .build());
  }
}
