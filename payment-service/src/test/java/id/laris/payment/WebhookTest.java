package id.laris.payment;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.common.http.HttpPort;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.HandleNotificationRequest;
import id.laris.pos.v1.HandleNotificationResponse.Outcome;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.simulator.Delivery;
import id.laris.simulator.Fault;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorControl;
import id.laris.simulator.WebhookFault;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Notifications, as the gateway sends them and as others do, over real HTTP. */
@PaymentTest
class WebhookTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Autowired Merchants merchants;
  @Autowired MidtransSimulator simulator;
  @Autowired HttpPort webhook;
  @Autowired FakeClock clock;

  private SimulatorControl midtrans;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    midtrans = simulator.control();
    merchant = merchants.only();
  }

  @Test
  void aSettlementThatComesThreeTimesIsOneChange() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    midtrans.webhookFault(WebhookFault.DUPLICATE, 1);

    midtrans.pay(charged.getGatewayOrderId());
    merchant.awaitNotifications();

    PaymentTransaction paid = merchant.get(charged.getId());
    assertThat(paid.getState()).isEqualTo(State.PAID);
    assertThat(paid.getChangesCount()).isEqualTo(3);
    assertThat(midtrans.deliveries())
        .filteredOn(delivery -> delivery.transactionStatus().equals("settlement"))
        .hasSize(3)
        .extracting(Delivery::answerCode)
        .containsOnly(200);
  }

  @Test
  void aLatePendingChangesNothing() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);

    midtrans.notify(paid.getGatewayOrderId(), "pending");
    merchant.awaitNotifications();

    assertThat(merchant.get(paid.getId())).isEqualTo(paid);
    assertThat(midtrans.deliveries()).extracting(Delivery::answerCode).containsOnly(200);
  }

  @Test
  void notificationsInTheWrongOrderEndRight() {
    PaymentTransaction charged = merchant.charge(Method.GOPAY);
    midtrans.webhookFault(WebhookFault.REORDER, 1);

    midtrans.pay(charged.getGatewayOrderId());
    midtrans.refundByDashboard(charged.getGatewayOrderId(), 25_000);
    midtrans.deliverAll(SOON);

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.REFUNDED);
  }

  @Test
  void aForgedSignatureIsForbiddenAndNothingIsWritten() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    merchant.awaitNotifications();
    midtrans.webhookFault(WebhookFault.FORGED_SIGNATURE, 1);

    midtrans.notify(charged.getGatewayOrderId(), "settlement");
    merchant.awaitNotifications();

    assertThat(midtrans.deliveries().getLast().answerCode()).isEqualTo(403);
    assertThat(merchant.get(charged.getId()))
        .isEqualTo(
            charged.toBuilder()
                .setVersion(merchant.get(charged.getId()).getVersion())
                .setUpdatedAt(merchant.get(charged.getId()).getUpdatedAt())
                .build());
  }

  @Test
  void aRightSignatureWithAFalseStatusIsNotBelieved() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);

    midtrans.notify(charged.getGatewayOrderId(), "settlement");
    merchant.awaitNotifications();

    assertThat(midtrans.deliveries().getLast().answerCode()).isEqualTo(200);
    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.PENDING);
  }

  @Test
  void aFalseStatusAfterTheMoneyCameInChangesNothing() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);

    for (String word : new String[] {"cancel", "expire", "deny", "refund", "chargeback"}) {
      midtrans.notify(paid.getGatewayOrderId(), word);
      merchant.awaitNotifications();
    }

    assertThat(merchant.get(paid.getId()).getState()).isEqualTo(State.PAID);
  }

  @Test
  void aWrongAmountInANotificationIsNotBelieved() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    midtrans.webhookFault(WebhookFault.WRONG_AMOUNT, 1);

    midtrans.pay(charged.getGatewayOrderId());
    merchant.awaitNotifications();

    PaymentTransaction paid = merchant.get(charged.getId());
    assertThat(paid.getState()).isEqualTo(State.PAID);
    assertThat(paid.getAmount().getAmount()).isEqualTo(Merchant.AMOUNT);
    assertThat(paid.getCustomerFee().getAmount()).isZero();
  }

  @Test
  void aFeeThatTheCustomerPaysIsNoWrongAmount() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);

    midtrans.payWithFee(charged.getGatewayOrderId(), 700);
    merchant.awaitNotifications();

    PaymentTransaction paid = merchant.get(charged.getId());
    assertThat(paid.getState()).isEqualTo(State.PAID);
    assertThat(paid.getAmount().getAmount()).isEqualTo(Merchant.AMOUNT);
    assertThat(paid.getCustomerFee().getAmount()).isEqualTo(70_000);
    assertThat(paid.getAttention()).isEqualTo(Attention.ATTENTION_UNSPECIFIED);
  }

  @Test
  void whileTheStatusCannotBeAskedTheNotificationIsSentAgain() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    merchant.awaitNotifications();
    midtrans.fault(Fault.ERROR_503, Operation.STATUS, 3);

    midtrans.pay(charged.getGatewayOrderId());
    midtrans.deliverAll(SOON);

    assertThat(midtrans.deliveries())
        .filteredOn(delivery -> delivery.transactionStatus().equals("settlement"))
        .extracting(Delivery::answerCode)
        .containsExactly(503, 200);
    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.PAID);
  }

  @Test
  void aSettlementThatIsDeniedAfterwardsIsFollowedAndShown() {
    PaymentTransaction paid = merchant.paid(Method.PERMATA_VA);

    midtrans.settlementThenDeny(paid.getGatewayOrderId());
    merchant.awaitNotifications();

    PaymentTransaction denied = merchant.get(paid.getId());
    assertThat(denied.getState()).isEqualTo(State.DENIED);
    assertThat(denied.getAttention()).isEqualTo(Attention.REVERSED);
  }

  @Test
  void aDenialAfterwardsOfWhichNothingIsHeardIsFoundBySweeping() {
    PaymentTransaction paid = merchant.paid(Method.MANDIRI_BILL);
    midtrans.webhookFault(WebhookFault.DROP, 10);
    midtrans.settlementThenDeny(paid.getGatewayOrderId());

    clock.advance(Duration.ofMinutes(16));
    merchant.sweep();

    assertThat(merchant.get(paid.getId()).getState()).isEqualTo(State.DENIED);
  }

  @Test
  void aChargebackIsFollowedAndShown() {
    PaymentTransaction paid = merchant.paid(Method.CARD);
    midtrans.settle(paid.getGatewayOrderId());

    midtrans.chargeback(paid.getGatewayOrderId());
    merchant.awaitNotifications();

    PaymentTransaction back = merchant.get(paid.getId());
    assertThat(back.getState()).isEqualTo(State.CHARGED_BACK);
    assertThat(back.getAttention()).isEqualTo(Attention.REVERSED);
  }

  @Test
  void aChallengedCardIsPaidOnceItIsApproved() {
    PaymentTransaction suspected =
        merchant.charge(Merchant.request(Method.CARD).setCardToken("tok-challenge"));
    assertThat(suspected.getState()).isEqualTo(State.CHALLENGED);

    midtrans.approve(suspected.getGatewayOrderId());
    merchant.awaitNotifications();

    assertThat(merchant.get(suspected.getId()).getState()).isEqualTo(State.PAID);
  }

  @Test
  void theDashboardsTestIsTakenAndIgnored() throws Exception {
    assertThat(
            post(
                "{\"order_id\":\"payment_notif_test_G1_abc\",\"status_code\":\"200\",\"gross_amount\":\"10000.00\","
                    + "\"transaction_status\":\"settlement\",\"signature_key\":\"x\"}"))
        .isEqualTo(200);
  }

  @Test
  void whatNobodyKnowsIsForbidden() throws Exception {
    String orderId = "00000000-0000-0000-0000-000000000009";
    assertThat(post(notification(orderId, "SB-Mid-server-anything-at-all"))).isEqualTo(403);
  }

  @Test
  void anotherTenantsKeyDoesNotOpenTheDoor() throws Exception {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    String foreignKey = Merchant.newServerKey();
    merchants.open().setServerKey(foreignKey);

    assertThat(post(notification(charged.getGatewayOrderId(), foreignKey))).isEqualTo(403);
    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.PENDING);
  }

  @Test
  void whatIsNoNotificationIsRefused() throws Exception {
    assertThat(post("")).isEqualTo(400);
    assertThat(post("<html>")).isEqualTo(400);
    assertThat(post("[]")).isEqualTo(400);
    assertThat(post("{}")).isEqualTo(400);
    assertThat(post("{\"order_id\":7}")).isEqualTo(400);
    assertThat(post("x".repeat(70_000))).isEqualTo(413);
    assertThat(send("GET", "/webhooks/midtrans", "")).isEqualTo(405);
    assertThat(send("POST", "/actuator/prometheus", "{}")).isEqualTo(404);
    assertThat(send("POST", "/webhooks/midtrans/", "{}")).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:a@b",
        "urn:x",
        "*",
        "webhooks",
        "//",
        "http://[",
        "%",
        "/%zz",
        "/webhooks/midtrans%00",
        "/webhooks/../../etc/passwd",
        "\\",
        "?",
        "#"
      })
  void answersEveryTarget(String target) throws Exception {
    try (Socket socket = connect()) {
      write(
          socket, "POST %s HTTP/1.1\r\nHost: laris\r\nContent-Length: 0\r\n\r\n".formatted(target));

      assertThat(firstLine(socket)).startsWith("HTTP/1.1 4");
    }
  }

  @Test
  void slowClientsDoNotKeepOthersFromBeingServed() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int number = 0; number < 300; number++) {
        Socket socket = connect();
        slow.add(socket);
        // Half of them stop in the body, half in the headers.
        write(
            socket,
            number % 2 == 0
                ? "POST /webhooks/midtrans HTTP/1.1\r\nHost: laris\r\nContent-Length: 100\r\n\r\n{"
                : "POST /webhooks/midtrans HTTP/1.1\r\nHost: la");
      }

      assertThat(post("{}")).isEqualTo(400);

      assertThat(firstLine(slow.getFirst())).startsWith("HTTP/1.1 408");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), webhook.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String firstLine(Socket socket) throws IOException {
    return String.valueOf(
        new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
            .readLine());
  }

  @Test
  void theSameIsThereOverGrpcForEverybody() {
    String serverKey = Merchant.newServerKey();
    merchant.setServerKey(serverKey);
    midtrans.webhookFault(WebhookFault.DROP, 10);
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    midtrans.pay(charged.getGatewayOrderId());
    String body = notification(charged.getGatewayOrderId(), serverKey);

    assertThat(handle(body)).isEqualTo(Outcome.APPLIED);
    assertThat(handle(body)).isEqualTo(Outcome.IGNORED);
    Refusal.of(() -> handle(body.replace("25000.00", "1.00"))).has(Reason.PERMISSION_DENIED);
    Refusal.of(() -> handle("nonsense")).has(Reason.VALIDATION_FAILED).naming("body");

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.PAID);
  }

  @Test
  void anEarlierAttemptThatIsPaidAllTheSameIsShown() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.COMMIT_THEN_DROP, Operation.CHARGE, 1);
    // Otherwise it may end the first attempt before the second charge does.
    midtrans.webhookFault(WebhookFault.DROP, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    clock.advance(Duration.ofMinutes(6));
    PaymentTransaction charged = merchant.charge(request);
    assertThat(charged.getAttempt()).isEqualTo(2);

    midtrans.notify(request.getId(), "cancel");
    merchant.awaitNotifications();
    assertThat(merchant.get(charged.getId()).getAttention())
        .isEqualTo(Attention.ATTENTION_UNSPECIFIED);
    midtrans.payAfterAll(request.getId());
    merchant.awaitNotifications();

    assertThat(merchant.get(charged.getId()).getAttention())
        .isEqualTo(Attention.EARLIER_ATTEMPT_PAID);
    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.PENDING);
  }

  @Test
  void moneyThatComesAfterTheEndIsFollowed() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    assertThat(merchant.cancel(charged.getId()).getState()).isEqualTo(State.CANCELLED);

    midtrans.payAfterAll(charged.getGatewayOrderId());
    merchant.awaitNotifications();

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.PAID);
  }

  private Outcome handle(String body) {
    return merchants
        .withoutAccount()
        .payments()
        .handleNotification(HandleNotificationRequest.newBuilder().setBody(body).build())
        .getOutcome();
  }

  private static String notification(String orderId, String serverKey) {
    return "{\"transaction_status\":\"settlement\",\"order_id\":\"%s\",\"status_code\":\"200\",\"gross_amount\":\"25000.00\",\"transaction_id\":\"x\",\"signature_key\":\"%s\"}"
        .formatted(orderId, sha512(orderId + "200" + "25000.00" + serverKey));
  }

  private static String sha512(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private int post(String body) throws IOException, InterruptedException {
    return send("POST", "/webhooks/midtrans", body);
  }

  private int send(String method, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webhook.port() + path))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .header("Content-Type", "application/json")
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
