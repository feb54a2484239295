package id.laris.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayNotification;
import id.laris.payment.midtrans.MidtransRequest.Operation;
import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The client turns any input into an answer or a failure of its own; never into another exception.
 */
class GarbagePropertyTest {

  private static final String GOOD =
      """
      {"status_code":"200","transaction_id":"t","order_id":"o","gross_amount":"15000.00","currency":"IDR",\
      "transaction_status":"partial_refund","fraud_status":"accept","refund_amount":"5000.00",\
      "refunds":[{"refund_key":"R1","refund_amount":"5000.00"}],"va_numbers":[{"bank":"bca","va_number":"1"}],\
      "actions":[{"name":"generate-qr-code","url":"x"}],"expiry_time":"2026-01-01 10:00:00",\
      "metadata":{"extra_info":{"gross_amount_info":{"original_amount":"14000.00"}}},"signature_key":"ab"}""";

  @Property(tries = 2_000)
  void garbageIsAnAnswerOrAFailure(
      @ForAll("bodies") String body, @ForAll("codes") int http, @ForAll Operation operation) {
    MidtransRequest request =
        new MidtransRequest(
            operation,
            "o",
            URI.create("http://x"),
            "x",
            Client.ACCOUNT.serverKey(),
            "",
            "",
            "",
            true);
    Attempt.Answered answered = new Attempt.Answered(http, MidtransBody.parse(body));
    try {
      GatewayAnswer answer =
          MidtransAnswers.read(request, new Resilience.Outcome(answered, false, false, 1));
      if (answer instanceof GatewayAnswer.Known known) {
        assertThat(known.status().orderId()).isEqualTo("o");
        assertThat(known.status().grossAmount()).isNotNegative();
      }
    } catch (GatewayFailure e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @Property(tries = 2_000)
  void garbageIsNoSignedNotification(@ForAll("bodies") String body) {
    MidtransNotification.parse(body)
        .ifPresent(
            (GatewayNotification notification) -> {
              assertThat(notification.isSignedFor(Client.ACCOUNT)).isFalse();
              assertThat(notification.state()).isNotNull();
              assertThat(notification.refunded()).isNotNegative();
            });
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "null",
            "{}",
            "[]",
            "[[]]",
            "\"\"",
            "1e999999999",
            "-1",
            "true",
            "\"\\u0000\"",
            "{\"a\":",
            "\"\\ud800\"",
            "[{\"refund_key\":1}]",
            "[null]",
            "[1,\"a\",{}]",
            "9".repeat(400),
            "\"" + "9".repeat(400) + "\"",
            "NaN");
    Arbitrary<String> values =
        Combinators.combine(Arbitraries.of(values(GOOD)), pieces).as(GOOD::replace);
    Arbitrary<String> cut =
        Combinators.combine(
                Arbitraries.integers().between(0, GOOD.length() - 1),
                Arbitraries.strings().ofMaxLength(5))
            .as((at, text) -> GOOD.substring(0, at) + text + GOOD.substring(at + 1));
    return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(200), pieces, values, cut, deep());
  }

  private static Arbitrary<String> deep() {
    return Arbitraries.of(1, 400, 100_000)
        .map(depth -> GOOD.replace("\"t\"", "[".repeat(depth) + "]".repeat(depth)));
  }

  private static List<String> values(String json) {
    return MidtransBody.JSON.readTree(json).properties().stream()
        .map(property -> property.getValue().toString())
        .toList();
  }

  @Provide
  Arbitrary<Integer> codes() {
    return Arbitraries.oneOf(
        Arbitraries.of(200, 201, 202, 400, 401, 404, 406, 407, 412, 429, 500, 503),
        Arbitraries.integers().between(100, 999));
  }
}
