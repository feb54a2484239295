package id.laris.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.grpc.Protos;
import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayFailure.Kind;
import id.laris.payment.gateway.GatewayRefund;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client interprets every answer of the gateway. */
class MidtransAnswersTest {

  private static final String ID = "order-1";

  private ScriptedGateway script;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    script = new ScriptedGateway();
    client = new Client(script.url());
  }

  @AfterEach
  void stop() {
    client.close();
    script.close();
  }

  @ParameterizedTest
  @CsvSource({
    "pending,            '',        201, PENDING",
    "PENDING,            ACCEPT,    201, PENDING",
    "Settlement,         '',        200, PAID",
    "settlement,         accept,    200, PAID",
    "settlement,         challenge, 200, PAID",
    "capture,            accept,    200, PAID",
    "capture,            '',        200, PAID",
    "CAPTURE,            ACCEPT,    200, PAID",
    "capture,            challenge, 201, CHALLENGED",
    "capture,            review,    201, CHALLENGED",
    "capture,            deny,      202, DENIED",
    "authorize,          accept,    200, AUTHORIZED",
    "deny,               '',        202, DENIED",
    "cancel,             accept,    200, CANCELLED",
    "expire,             '',        407, EXPIRED",
    "failure,            '',        202, FAILED",
    "refund,             '',        200, REFUNDED",
    "partial_refund,     '',        200, PARTIALLY_REFUNDED",
    "chargeback,         '',        200, CHARGED_BACK",
    "partial_chargeback, '',        200, CHARGED_BACK"
  })
  void aStateIsWhatItsWordMeans(String word, String fraud, int code, State state) {
    String fraudField = fraud.isEmpty() ? "" : ",\"fraud_status\":\"%s\"".formatted(fraud);
    script.then(200, body(code, word, fraudField));

    GatewayStatus status = Failures.known(status());

    assertThat(status.state()).isEqualTo(state);
    assertThat(status.statusName()).isEqualTo(word.toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource({
    // http, code in the body (0 for none), charge, status, cancel
    "200, 200, known,        known,        known",
    "201, 201, known,        known,        known",
    "200, 202, known,        known,        known",
    "202, 202, LOST,         known,        LOST",
    "202, 0,   LOST,         known,        LOST",
    "200, 407, known,        known,        known",
    "407, 407, known,        known,        known",
    "200, 404, REFUSED,      missing,      missing",
    "404, 404, REFUSED,      missing,      missing",
    "404, 0,   REFUSED,      LOST,         LOST",
    "200, 406, conflict,     REFUSED,      conflict",
    "406, 406, conflict,     REFUSED,      conflict",
    "200, 412, REFUSED,      REFUSED,      conflict",
    "412, 412, REFUSED,      REFUSED,      conflict",
    "200, 414, REFUSED,      REFUSED,      conflict",
    "200, 418, REFUSED,      REFUSED,      conflict",
    "400, 400, REFUSED,      REFUSED,      REFUSED",
    "400, 0,   REFUSED,      REFUSED,      REFUSED",
    "200, 402, REFUSED,      REFUSED,      REFUSED",
    "200, 410, REFUSED,      REFUSED,      REFUSED",
    "200, 411, REFUSED,      REFUSED,      REFUSED",
    "200, 413, REFUSED,      REFUSED,      REFUSED",
    "408, 0,   LOST,         LOST,         LOST",
    "401, 401, UNAUTHORIZED, UNAUTHORIZED, UNAUTHORIZED",
    "401, 0,   UNAUTHORIZED, UNAUTHORIZED, UNAUTHORIZED",
    "200, 401, UNAUTHORIZED, UNAUTHORIZED, UNAUTHORIZED",
    "429, 0,   RATE_LIMITED, RATE_LIMITED, RATE_LIMITED",
    "429, 429, RATE_LIMITED, RATE_LIMITED, RATE_LIMITED",
    "301, 0,   LOST,         LOST,         LOST",
    "200, 0,   known,        known,        known",
    "200, 999, LOST,         LOST,         LOST",
    "200, 300, LOST,         LOST,         LOST",
    "500, 0,   LOST,         LOST,         LOST",
    "503, 200, known,        known,        known"
  })
  void aCodeMeansWhatItMeansForWhatWasAsked(
      int http, int code, String charge, String status, String cancel) {
    script.then(http, code == 0 ? body("", "pending", "") : body(code, "pending", ""));

    assertThat(outcome(() -> client.gateway.charge(Client.ACCOUNT, charge()))).isEqualTo(charge);
    assertThat(outcome(this::status)).isEqualTo(status);
    assertThat(outcome(() -> client.gateway.cancel(Client.ACCOUNT, ID))).isEqualTo(cancel);
    assertThat(outcome(() -> client.gateway.expire(Client.ACCOUNT, ID))).isEqualTo(cancel);
    assertThat(outcome(() -> client.gateway.refund(Client.ACCOUNT, refund()))).isEqualTo(cancel);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html><body>Please wait</body></html>",
        "null",
        "[]",
        "{}",
        "{",
        "\"200\"",
        "{\"status_code\":\"200\"} {}",
        "{\"status_code\":\"200\"}",
        "{\"status_code\":{\"a\":1}}"
      })
  void whatCannotBeReadIsLost(String body) {
    script.then(200, body);

    assertThat(Failures.kind(() -> client.gateway.charge(Client.ACCOUNT, charge())))
        .isEqualTo(Kind.LOST);
    assertThat(Failures.kind(this::status)).isEqualTo(Kind.LOST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"order_id\":\"order-1\" | \"order_id\":\"order-2\"",
        "\"order_id\":\"order-1\" | \"order_id\":\"ORDER-1\"",
        "\"order_id\":\"order-1\", | ''",
        "\"transaction_status\":\"pending\" | \"transaction_status\":\"pondering\"",
        "\"transaction_status\":\"pending\" | \"transaction_status\":null",
        "\"currency\":\"IDR\" | \"currency\":\"USD\"",
        "\"gross_amount\":\"15000.00\" | \"gross_amount\":\"15000.001\"",
        "\"gross_amount\":\"15000.00\" | \"gross_amount\":\"-15000.00\"",
        "\"gross_amount\":\"15000.00\" | \"gross_amount\":\"15,000.00\"",
        "\"gross_amount\":\"15000.00\" | \"gross_amount\":\"1e9\"",
        "\"gross_amount\":\"15000.00\" | \"gross_amount\":\"99999999999999999999\"",
        "\"gross_amount\":\"15000.00\" | \"gross_amount\":1e999999999",
        "\"gross_amount\":\"15000.00\" | \"gross_amount\":\"15000.00\",\"gross_amount\":\"1.00\"",
        "\"gross_amount\":\"15000.00\" | \"gross_amount\":\"15000.00\",\"refund_amount\":\"x\"",
        "\"gross_amount\":\"15000.00\" | \"gross_amount\":\"15000.00\",\"refunds\":[{\"refund_key\":\"R1\"}]"
      })
  void whatIsNotOfThisPaymentOrHasNoAmountIsLost(String found, String instead) {
    String body = body(200, "pending", "");
    assertThat(body).contains(found);
    script.then(200, body.replace(found, instead));

    assertThat(Failures.kind(this::status)).isEqualTo(Kind.LOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"15000.00\"", "\"15000\"", "15000.00", "15000", "\"15000.0000\""})
  void anAmountIsReadAsTextAndAsNumber(String amount) {
    script.then(200, body(200, "settlement", "").replace("\"15000.00\"", amount));

    assertThat(Failures.known(status()).grossAmount()).isEqualTo(1_500_000);
  }

  @Test
  void timesAreThoseOfJakarta() {
    script.then(
        200,
        body(
            200,
            "settlement",
            ",\"settlement_time\":\"2026-01-01 10:00:40\",\"expiry_time\":\"2026-01-01 10:15:00\""));

    GatewayStatus status = Failures.known(status());

    assertThat(status.paidAt()).isEqualTo(Instant.parse("2026-01-01T03:00:40Z"));
    assertThat(status.instructions().getExpiresAt())
        .isEqualTo(Protos.timestamp(Instant.parse("2026-01-01T03:15:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2026-02-30 10:00:00", "2026-01-01T10:00:00Z"})
  void aTimeThatIsNoneIsNone(String time) {
    script.then(
        200,
        body(
            200,
            "settlement",
            ",\"settlement_time\":\"%s\",\"expiry_time\":\"%s\"".formatted(time, time)));

    GatewayStatus status = Failures.known(status());

    assertThat(status.paidAt()).as("when it was ordered").isEqualTo("2026-01-01T03:00:00Z");
    assertThat(status.instructions().hasExpiresAt()).isFalse();
  }

  @Test
  void whatWasGivenBackIsSummedWhereTheGatewayDoesNot() {
    script.then(
        200,
        body(
            200,
            "partial_refund",
            """
            ,"refunds":[{"refund_key":"R1","refund_amount":"5000.00","reason":"cold"},
                        {"refund_key":"R2","refund_amount":2500}]"""));

    GatewayStatus status = Failures.known(status());

    assertThat(status.refunded()).isEqualTo(750_000);
    assertThat(status.refunds())
        .containsExactly(
            new GatewayStatus.ReportedRefund("R1", 500_000, "cold"),
            new GatewayStatus.ReportedRefund("R2", 250_000, ""));
  }

  @Test
  void theSumOfTheGatewayRules() {
    script.then(200, body(200, "partial_refund", ",\"refund_amount\":\"6000.00\",\"refunds\":[]"));
    assertThat(Failures.known(status()).refunded()).isEqualTo(600_000);

    script.instead().then(200, body(200, "refund", ""));
    assertThat(Failures.known(status()).refunded()).as("all of it").isEqualTo(1_500_000);
  }

  @Test
  void aFeeIsReadFromTheMetadata() {
    script.then(
        200,
        body(
            200,
            "settlement",
            ",\"metadata\":{\"extra_info\":{\"gross_amount_info\":{\"original_amount\":\"14000.00\"}}}"));

    GatewayStatus status = Failures.known(status());

    assertThat(status.grossAmount()).isEqualTo(1_500_000);
    assertThat(status.amount()).isEqualTo(1_400_000);
  }

  @Test
  void actionsAreFoundByTheirNames() {
    script.then(
        200,
        body(
            201,
            "pending",
            """
            ,"actions":[{"name":"cancel","url":"https://x/cancel"},{"name":"deeplink-redirect","url":"gojek://pay"},
             {"name":"generate-qr-code","url":"https://x/qr"},"odd",null]"""));

    GatewayStatus status = Failures.known(client.gateway.charge(Client.ACCOUNT, charge()));

    assertThat(status.instructions().getQrImageUrl()).isEqualTo("https://x/qr");
    assertThat(status.instructions().getDeeplinkUrl()).isEqualTo("gojek://pay");
  }

  @Test
  void aDenialWithoutAStatusIsADenialInTheGatewaysWords() {
    script.then(
        200,
        "{\"status_code\":\"202\",\"status_message\":\"Deny by Bank [MANDIRI]\",\"order_id\":\"order-1\",\"gross_amount\":\"15000.00\"}");

    GatewayStatus status = Failures.known(client.gateway.charge(Client.ACCOUNT, charge()));

    assertThat(status.state()).isEqualTo(State.DENIED);
    assertThat(status.message()).isEqualTo("Deny by Bank [MANDIRI]");
  }

  @Test
  void onlyAChargeIsDeniedByItsCodeAlone() {
    script.then(
        200, "{\"status_code\":\"202\",\"order_id\":\"order-1\",\"gross_amount\":\"15000.00\"}");

    assertThat(Failures.kind(this::status)).isEqualTo(Kind.LOST);
  }

  @Test
  void aRefusalSaysWhatTheGatewaySays() {
    script.then(
        400,
        """
        {"status_code":"400","status_message":"One or more parameters is invalid.",
         "validation_messages":["gross_amount is wrong","name is too long"]}""");

    GatewayFailure failure = Failures.of(() -> client.gateway.charge(Client.ACCOUNT, charge()));

    assertThat(failure)
        .hasMessage("One or more parameters is invalid.; gross_amount is wrong; name is too long");
  }

  @Test
  void whatIsShownAndStoredIsPrintableAndShort() {
    script.then(
        400,
        "{\"status_code\":\"400\",\"status_message\":\"a\\u0000b\\ud800c\\n"
            + "x".repeat(9_000)
            + "\"}");

    GatewayFailure failure = Failures.of(() -> client.gateway.charge(Client.ACCOUNT, charge()));

    assertThat(failure.getMessage()).startsWith("abcxxx").hasSize(500);
  }

  @Test
  void aRedirectionIsNotFollowed() {
    script.then(302, "");

    assertThat(Failures.kind(this::status)).isEqualTo(Kind.LOST);
    assertThat(script.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a#b", "a?b", "..", "a b", "a%2Fb", "é"})
  void anOrderIdThatWouldBreakThePathIsNotSent(String id) {
    assertThat(Failures.kind(() -> client.gateway.status(Client.ACCOUNT, id)))
        .isEqualTo(Kind.REFUSED);
    assertThat(script.requests()).isEmpty();
  }

  private GatewayAnswer status() {
    return client.gateway.status(Client.ACCOUNT, ID);
  }

  private static GatewayCharge charge() {
    GatewayCharge any = Client.order(Method.PERMATA_VA);
    return Client.order(ID, Method.PERMATA_VA, any.orderedAt(), any.expiresAt(), "");
  }

  private static GatewayRefund refund() {
    return new GatewayRefund(ID, Method.QRIS, "R1", 100_000, "");
  }

  private String outcome(Supplier<GatewayAnswer> call) {
    client.resilience.circuitBreaker(script.url()).reset();
    try {
      return call.get().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    } catch (GatewayFailure e) {
      return e.kind().name();
    }
  }

  private static String body(int code, String word, String more) {
    return body("\"status_code\":\"%d\",".formatted(code), word, more);
  }

  private static String body(String code, String word, String more) {
    return """
        {%s"status_message":"Success, transaction is found","transaction_id":"t-1","order_id":"order-1",\
        "merchant_id":"G1","gross_amount":"15000.00","currency":"IDR","payment_type":"qris",\
        "transaction_time":"2026-01-01 10:00:00","transaction_status":"%s","new_field":[1,{"a":null}]%s}"""
        .formatted(code, word, more);
  }
}
