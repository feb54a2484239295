package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.simulator.Fault;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorControl;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sales that are paid by QR code, through all the services and the simulated gateway. */
@SuiteWalk
class QrisSaleTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int HISTORIES = 40;

  @Autowired TestCalls calls;
  @Autowired MidtransSimulator simulator;
  @Autowired Rows rows;
  @Autowired EventsAgain eventsAgain;

  private final UUID tenant = UUID.randomUUID();
  private final String serverKey = "SB-Mid-server-" + UUID.randomUUID();
  private SimulatorControl midtrans;
  private Counter counter;

  @BeforeEach
  void openShop() {
    midtrans = simulator.control();
    Channel channel = calls.as(tenant);
    var _ =
        PaymentTransactionServiceGrpc.newBlockingStub(channel)
            .setGatewayConfig(SetGatewayConfigRequest.newBuilder().setServerKey(serverKey).build());
    counter = new Counter(channel, TinyCatalog.variant(channel));
  }

  @Test
  void theCustomerPaysWithAPhoneAndTheOrderCloses() {
    Order order = counter.open();

    Payment shown = counter.showQr(order.getId());
    assertThat(shown.getStatus()).isEqualTo(Payment.Status.PENDING);
    assertThat(shown.getInstructions().getQrString()).isNotEmpty();
    Refusal.of(() -> complete(order)).has(Reason.INSUFFICIENT_PAYMENT);
    midtrans.pay(transactionOf(order).getGatewayOrderId());

    Order completed = awaitStatus(order, Order.Status.COMPLETED);
    assertThat(completed.getReceiptNumber()).isNotEmpty();
    assertThat(completed.getPayments(0).getStatus()).isEqualTo(Payment.Status.CAPTURED);
    assertThat(completed.getPaidTotal().getAmount()).isEqualTo(TinyCatalog.PRICE);
  }

  @Test
  void aVoidedOrdersQrCodeIsCancelled() {
    Order order = counter.open();
    counter.showQr(order.getId());

    counter.voidOrder(order.getId());

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(transactionOf(order).getState()).isEqualTo(State.CANCELLED));
    assertThat(atGateway(order)).isEqualTo("cancel");
  }

  @Test
  void aPaidOrderThatIsVoidedIsRefunded() {
    Order order = counter.open();
    pendingTillVoid(order);

    counter.voidOrder(order.getId());

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(transactionOf(order).getState()).isEqualTo(State.REFUNDED));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(counter.get(order.getId()).getPayments(0).getRefunded().getAmount())
                    .isEqualTo(TinyCatalog.PRICE));
  }

  /**
   * The order is paid and left open, because an order that completes by itself could not be voided.
   */
  private void pendingTillVoid(Order order) {
    var _ =
        counter
            .sales()
            .addPayment(
                AddPaymentRequest.newBuilder()
                    .setOrderId(order.getId())
                    .setPaymentType(Payment.Type.QRIS)
                    .setAmount(TinyCatalog.PRICE)
                    .setGateway(AddPaymentRequest.Gateway.newBuilder().setMethod(Method.QRIS))
                    .build());
    midtrans.pay(transactionOf(order).getGatewayOrderId());
    awaitPayment(order, Payment.Status.CAPTURED);
  }

  @Test
  void moneyThatComesForAVoidedOrderIsFlaggedAndCanBeGivenBack() {
    Order order = counter.open();
    Payment shown = counter.showQr(order.getId());
    midtrans.fault(
        Fault.PAY_RACING_CANCEL, Operation.CANCEL, 1, transactionOf(order).getGatewayOrderId());

    counter.voidOrder(order.getId());

    Order flagged = awaitPayment(order, Payment.Status.FLAGGED);
    assertThat(flagged.getStatus()).isEqualTo(Order.Status.VOIDED);
    assertThat(flagged.getPayments(0).getFailure()).contains("voided");
    counter.voidPayment(order.getId(), shown.getId());
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(transactionOf(order).getState()).isEqualTo(State.REFUNDED));
    assertThat(atGateway(order)).isEqualTo("refund");
  }

  @Test
  void theCustomerWhoPaysCashInsteadLosesNothing() {
    Order order = counter.open();
    Payment shown = counter.showQr(order.getId());

    Refusal.of(() -> counter.payCash(order.getId())).has(Reason.PAYMENT_EXCEEDS_BALANCE);
    counter.voidPayment(order.getId(), shown.getId());
    counter.payCash(order.getId());
    complete(order);

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(transactionOf(order).getState()).isEqualTo(State.CANCELLED));
  }

  @Test
  void anExpiredQrCodeMakesRoomForAnother() {
    Order order = counter.open();
    counter.showQr(order.getId());

    midtrans.expire(transactionOf(order).getGatewayOrderId());

    Order failed = awaitPayment(order, Payment.Status.FAILED);
    assertThat(failed.getDue().getAmount()).isEqualTo(TinyCatalog.PRICE);
    Payment again =
        counter.pay(
            order.getId(), Payment.Type.E_WALLET, Method.GOPAY, UUID.randomUUID().toString());
    assertThat(again.getInstructions().getDeeplinkUrl()).isNotEmpty();
  }

  @Test
  void whileTheGatewayIsDownCashSalesGoOnAndItComesBackByItself() {
    midtrans.down(true);
    try {
      await()
          .atMost(SOON)
          .until(
              () ->
                  Refusal.of(() -> counter.showQr(counter.open().getId()))
                      .reason()
                      .equals(Reason.CIRCUIT_OPEN.name()));
      for (int i = 0; i < 10; i++) {
        Order order = counter.open();
        Refusal refusal = Refusal.of(() -> counter.showQr(order.getId()));
        assertThat(refusal.reason())
            .isIn(Reason.CIRCUIT_OPEN.name(), Reason.GATEWAY_TIMEOUT.name());
        if (counter.get(order.getId()).getPendingTotal().getAmount() > 0) {
          // This one was a trial whether the gateway is back: it may stand.
          counter.voidPayment(order.getId(), Counter.qrPaymentOf(order.getId()));
        }
        counter.payCash(order.getId());
        assertThat(complete(order).getStatus()).isEqualTo(Order.Status.COMPLETED);
      }
    } finally {
      midtrans.down(false);
    }
    await()
        .atMost(SOON)
        .ignoreException(StatusRuntimeException.class)
        .until(() -> counter.showQr(counter.open().getId()).getStatus() == Payment.Status.PENDING);
  }

  @Test
  void theServerKeyStandsInNoColumnOfAnyTable() {
    Order order = counter.open();
    counter.showQr(order.getId());
    midtrans.pay(transactionOf(order).getGatewayOrderId());
    awaitStatus(order, Order.Status.COMPLETED);

    for (String table : rows.tables()) {
      assertThat(
              rows.asOwner()
                  .sql(
                      "select count(*) from %s t where t::text like ? or t::text like ?"
                          .formatted(table))
                  .params("%" + serverKey + "%", "%" + hex(serverKey) + "%")
                  .query(Long.class)
                  .single())
          .as(table)
          .isZero();
    }
  }

  /** As bytea columns show text. */
  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whateverHappensTheMoneyAtTheGatewayIsInTheBooksOfSales() {
    long seenPaid = 0;
    for (int number = 1; number <= HISTORIES; number++) {
      History history = new History(number);
      history.happen();
      await().atMost(SOON).untilAsserted(history::assertTheBooksAgree);
      seenPaid += history.orders.stream().filter(order -> paidAtGateway(order) > 0).count();
    }
    assertThat(seenPaid).isGreaterThan(HISTORIES / 4);
    eventsAgain.changeNothing(tenant);
  }

  private final class History {

    private final int number;
    private final Random random;
    private final List<Order> orders = new ArrayList<>();

    History(int number) {
      this.number = number;
      this.random = new Random(number);
    }

    void happen() {
      for (int i = 0; i < 2; i++) {
        orders.add(counter.open());
      }
      for (int step = 0; step < 8; step++) {
        Order order = orders.get(random.nextInt(orders.size()));
        try {
          step(order);
        } catch (StatusRuntimeException | IllegalStateException refused) {
          // Impossible requests are refused, and change nothing.
        }
      }
    }

    private void step(Order order) {
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> counter.showQr(order.getId());
        case 3, 4 ->
            counter
                .transactionsOf(order.getId())
                .forEach(transaction -> midtrans.pay(transaction.getGatewayOrderId()));
        case 5 -> counter.voidOrder(order.getId());
        case 6 -> counter.voidPayment(order.getId(), Counter.qrPaymentOf(order.getId()));
        case 7 -> counter.payCash(order.getId());
        default -> complete(order);
      }
    }

    void assertTheBooksAgree() {
      for (Order order : orders) {
        Order now = counter.get(order.getId());
        assertThat(paidAtGateway(order))
            .as("history %d: money of %s", number, now)
            .isEqualTo(countedOrFlagged(now));
        assertThat(
                counter.transactionsOf(order.getId()).stream()
                    .filter(transaction -> transaction.getState() == State.PENDING)
                    .count())
            .as("history %d: waiting payments of %s", number, now)
            .isEqualTo(
                now.getPaymentsList().stream()
                    .filter(payment -> payment.getStatus() == Payment.Status.PENDING)
                    .count());
        if (now.getStatus() == Order.Status.COMPLETED) {
          assertThat(now.getDue().getAmount()).as("history %d: %s", number, now).isZero();
        }
      }
    }

    private static long countedOrFlagged(Order order) {
      return order.getPaymentsList().stream()
          .filter(payment -> !payment.getTransactionId().isEmpty())
          .filter(
              payment ->
                  payment.getStatus() == Payment.Status.CAPTURED
                      || payment.getStatus() == Payment.Status.FLAGGED)
          .mapToLong(payment -> payment.getAmount().getAmount())
          .sum();
    }
  }

  /**
   * Returns the amount that the gateway has taken for an order and not refunded, in minor units.
   */
  private long paidAtGateway(Order order) {
    return midtrans.transactions().stream()
        .filter(
            snapshot ->
                counter.transactionsOf(order.getId()).stream()
                    .anyMatch(ours -> snapshot.orderId().startsWith(ours.getId())))
        .filter(
            snapshot ->
                List.of("settlement", "refund", "partial_refund").contains(snapshot.status()))
        .mapToLong(snapshot -> (snapshot.originalAmount() - snapshot.refundedAmount()) * 100)
        .sum();
  }

  private Order complete(Order order) {
    return counter
        .sales()
        .completeOrder(CompleteOrderRequest.newBuilder().setOrderId(order.getId()).build())
        .getOrder();
  }

  private PaymentTransaction transactionOf(Order order) {
    return counter.transactionsOf(order.getId()).getFirst();
  }

  private String atGateway(Order order) {
    return midtrans.transaction(transactionOf(order).getGatewayOrderId()).status();
  }

  private Order awaitStatus(Order order, Order.Status status) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(counter.get(order.getId()).getStatus()).isEqualTo(status));
    return counter.get(order.getId());
  }

  private Order awaitPayment(Order order, Payment.Status status) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(counter.get(order.getId()).getPayments(0).getStatus())
                    .isEqualTo(status));
    return counter.get(order.getId());
  }
}
