package id.laris.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.payment.account.TestAccounts;
import id.laris.payment.gateway.GatewayNotification;
import id.laris.pos.v1.PaymentTransaction.State;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications are parsed, and their signatures verified, whoever sends them. */
class MidtransNotificationTest {

  private static final String KEY = "SB-Mid-server-test";
  private static final String FIRST =
      "d65b4adf15335095fe1bfafe24964d48009dcc2989393e13570b0c9852ea60df0040b1a9646b9c9ef9433317f77acc8e387c59998dc20f5bd93fff93d23672e4";
  private static final String SECOND =
      "db70270f6c27da2b564d4fffd9df3eeae578a7afba22bf5e6071711c7914d7a3d22ccaa533e864cf53742ca73c9e63016b0cbc1f97ee253a77b24b7a410d876a";

  @ParameterizedTest
  @CsvSource({
    "ORDER-sandbox-0001, 200, 150000.00, " + FIRST,
    "ORDER-sandbox-0002, 201, 75000.00, " + SECOND
  })
  void theSignaturesOfTheContractAreRight(
      String orderId, String code, String amount, String signature) {
    GatewayNotification texts =
        parse(body("\"" + orderId + "\"", "\"" + code + "\"", "\"" + amount + "\"", signature));
    GatewayNotification numbers = parse(body("\"" + orderId + "\"", code, amount, signature));

    assertThat(texts.isSignedFor(TestAccounts.of(KEY))).isTrue();
    assertThat(numbers.isSignedFor(TestAccounts.of(KEY))).as("digit for digit").isTrue();
    assertThat(texts.isSignedFor(TestAccounts.of(KEY + "2"))).isFalse();
    assertThat(texts.orderId()).isEqualTo(orderId);
    assertThat(texts.transactionId()).isEqualTo("t-1");
    assertThat(texts.state()).isEqualTo(State.PAID);
    assertThat(texts.refunded()).isEqualTo(500_000);
    assertThat(texts.isTest()).isFalse();
  }

  @Test
  void aSignatureInCapitalsIsTheSame() {
    assertThat(
            parse(
                    body(
                        "\"ORDER-sandbox-0001\"",
                        "\"200\"",
                        "\"150000.00\"",
                        FIRST.toUpperCase(Locale.ROOT)))
                .isSignedFor(TestAccounts.of(KEY)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ORDER-sandbox-0002, 200, 150000.00",
    "ORDER-sandbox-0001, 201, 150000.00",
    "ORDER-sandbox-0001, 200, 150000.0",
    "ORDER-sandbox-0001, 200, 150000",
    "ORDER-sandbox-0001, 200, 1.5E5",
    "' ORDER-sandbox-0001', 200, 150000.00"
  })
  void whatWasChangedIsNotSigned(String orderId, String code, String amount) {
    assertThat(
            parse(body("\"" + orderId + "\"", code, "\"" + amount + "\"", FIRST))
                .isSignedFor(TestAccounts.of(KEY)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "d65b"})
  void aSignatureThatIsNoneIsWrong(String signature) {
    assertThat(
            parse(body("\"ORDER-sandbox-0001\"", "200", "150000.00", signature))
                .isSignedFor(TestAccounts.of(KEY)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "null",
        "{}",
        "{\"order_id\":\"a\"}",
        "{\"order_id\":\"a\",\"status_code\":\"200\",\"gross_amount\":\"1.00\"}",
        "{\"order_id\":\"\",\"status_code\":\"200\",\"gross_amount\":\"1.00\",\"signature_key\":\"x\"}",
        "{\"order_id\":[\"a\"],\"status_code\":\"200\",\"gross_amount\":\"1.00\",\"signature_key\":\"x\"}",
        "{\"order_id\":\"a\",\"order_id\":\"b\",\"status_code\":\"200\",\"gross_amount\":\"1.00\",\"signature_key\":\"x\"}"
      })
  void whatIsNoNotificationIsNone(String body) {
    assertThat(MidtransNotification.parse(body)).isEmpty();
  }

  @Test
  void theDashboardsTestIsKnownByItsNumber() {
    GatewayNotification test =
        parse(body("\"payment_notif_test_G1_abc\"", "200", "\"1.00\"", FIRST));

    assertThat(test.isTest()).isTrue();
  }

  @Test
  void aWordThatNobodyKnowsIsNoState() {
    String body =
        body("\"a\"", "200", "\"1.00\"", FIRST)
            .replace("settlement", "levitation")
            .replace("5000.00", "x");

    assertThat(parse(body).state()).isEqualTo(State.STATE_UNSPECIFIED);
    assertThat(parse(body).refunded()).isZero();
  }

  private static GatewayNotification parse(String body) {
    return MidtransNotification.parse(body).orElseThrow();
  }

  private static String body(String orderId, String code, String amount, String signature) {
    return """
        {"transaction_status":"settlement","transaction_id":"t-1","status_code":%s,"order_id":%s,
         "gross_amount":%s,"refund_amount":"5000.00","signature_key":"%s","va_numbers":[{"bank":"bca"}]}"""
        .formatted(code, orderId, amount, signature);
  }
}
