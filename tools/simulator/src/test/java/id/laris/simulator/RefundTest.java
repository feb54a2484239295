package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RefundTest extends OnTheStreet {
  private static final String QRIS = "\"payment_type\":\"qris\",\"qris\":{\"acquirer\":\"gopay\"}";

  private void paid(String method) {
    shop.charge(Shop.body("POS-1", 15_000, method));
    control.pay("POS-1");
    if (control.transaction("POS-1").status().equals("capture")) {
      control.settle("POS-1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        QRIS,
        "\"payment_type\":\"gopay\"",
        "\"payment_type\":\"credit_card\",\"credit_card\":{\"token_id\":\"tok-3ds\"}"
      })
  void someMethodsGiveBackInParts(String method) {
    paid(method);

    Answer part = shop.refund("POS-1", "R1", 5_000);
    assertThat(part.code()).isEqualTo("200");
    assertThat(part.status()).isEqualTo("partial_refund");
    assertThat(part.get("refund_amount")).isEqualTo("5000.00");
    assertThat(part.get("refund_key")).isEqualTo("R1");

    Answer rest = shop.post("/v2/POS-1/refund", "{\"refund_key\":\"R2\"}", Map.of());
    assertThat(rest.status()).isEqualTo("refund");
    assertThat(rest.get("refund_amount")).isEqualTo("10000.00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"payment_type\":\"shopeepay\"",
        "\"payment_type\":\"qris\",\"qris\":{\"acquirer\":\"airpay shopee\"}"
      })
  void someMethodsGiveBackEverythingOnly(String method) {
    paid(method);

    assertThat(shop.refund("POS-1", "R1", 5_000).code()).isEqualTo("414");
    assertThat(shop.refund("POS-1", "R2", 15_000).status()).isEqualTo("refund");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"payment_type\":\"bank_transfer\",\"bank_transfer\":{\"bank\":\"bca\"}",
        "\"payment_type\":\"bank_transfer\",\"bank_transfer\":{\"bank\":\"permata\"}",
        "\"payment_type\":\"echannel\",\"echannel\":{\"bill_info1\":\"a\",\"bill_info2\":\"b\"}",
        "\"payment_type\":\"cstore\",\"cstore\":{\"store\":\"indomaret\"}",
        "\"payment_type\":\"cstore\",\"cstore\":{\"store\":\"alfamart\"}"
      })
  void someMethodsGiveNothingBack(String method) {
    paid(method);

    Answer answer = shop.refund("POS-1", "R1", 15_000);
    assertThat(answer.httpStatus()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo("412");
    assertThat(shop.status("POS-1").status()).isEqualTo("settlement");
  }

  @Test
  void whatIsNotSettledIsNotRefunded() {
    shop.charge(Shop.qris("POS-1", 15_000));
    assertThat(shop.refund("POS-1", "R1", 1).code()).isEqualTo("412");
    shop.charge(Shop.card("POS-2", 15_000, "tok-accept"));
    assertThat(shop.refund("POS-2", "R1", 1).code()).isEqualTo("412");
  }

  @Test
  void neverMoreThanWasPaidIsRefunded() {
    paid(QRIS);

    assertThat(shop.refund("POS-1", "R1", 15_001).code()).isEqualTo("414");
    assertThat(shop.refund("POS-1", "R1", 0).code()).isEqualTo("414");
    assertThat(shop.refund("POS-1", "R1", 10_000).code()).isEqualTo("200");
    assertThat(shop.refund("POS-1", "R2", 5_001).code()).isEqualTo("414");
  }

  @Test
  void ofFullRefundsAtOnceOneWins() {
    for (int order = 0; order < 25; order++) {
      String orderId = "POS-" + order;
      shop.charge(Shop.qris(orderId, 15_000));
      control.pay(orderId);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<CompletableFuture<String>> codes =
            IntStream.range(0, 20)
                .mapToObj(
                    i ->
                        CompletableFuture.supplyAsync(
                            () -> shop.refund(orderId, "R" + i, 15_000).code(), threads))
                .toList();
        assertThat(codes.stream().map(CompletableFuture::join).filter("200"::equals)).hasSize(1);
        assertThat(codes.stream().map(CompletableFuture::join).filter("414"::equals)).hasSize(19);
      }
      assertThat(control.transaction(orderId).refundedAmount()).isEqualTo(15_000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"refund_key\":\"a b\"}",
        "{\"refund_key\":\"\"}",
        "{\"refund_key\":\"R\",\"amount\":1.5}",
        "{\"refund_key\":\"R\",\"amount\":\"1\"}"
      })
  void anIllFormedRefundIs400(String body) {
    paid(QRIS);

    Answer answer = shop.post("/v2/POS-1/refund", body, Map.of());
    assertThat(answer.httpStatus()).isEqualTo(400);
    assertThat(answer.json().path("validation_messages")).isNotEmpty();
  }

  @Test
  void theSameKeyIsTheSameRefundForSevenDays() {
    paid(QRIS);
    Answer first = shop.refund("POS-1", "R1", 5_000);
    control.advance(Duration.ofDays(7));
    Answer again = shop.refund("POS-1", "R1", 5_000);

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(control.transaction("POS-1").refundedAmount()).isEqualTo(5_000);
    control.advance(Duration.ofSeconds(1));
    assertThat(shop.refund("POS-1", "R1", 5_000).code()).isEqualTo("406");
  }

  @Test
  void theSameKeyCanBe406() {
    paid(QRIS);
    control.fault(Fault.REFUND_406, Operation.REFUND, 1);

    assertThat(shop.refund("POS-1", "R1", 5_000).code()).isEqualTo("200");
    assertThat(shop.refund("POS-1", "R1", 5_000).code()).isEqualTo("406");
    assertThat(shop.refund("POS-1", "R1", 5_000).code()).isEqualTo("200");
    control.refuseRefundRepeats(true);
    assertThat(shop.refund("POS-1", "R1", 5_000).code()).isEqualTo("406");
    assertThat(control.transaction("POS-1").refundKeys()).containsExactly("R1");
  }

  @Test
  void statusAddsUpTheRefunds() {
    paid(QRIS);
    shop.refund("POS-1", "R1", 5_000);
    shop.post("/v2/POS-1/refund/online/direct", "{\"refund_key\":\"R2\",\"amount\":1}", Map.of());

    JsonNode status = shop.status("POS-1").json();
    assertThat(status.path("refund_amount").asString()).isEqualTo("5001.00");
    assertThat(status.path("refunds").valueStream().map(r -> r.path("refund_key").asString()))
        .containsExactly("R1", "R2");
    assertThat(status.path("refunds").path(0).path("refund_amount").asString())
        .isEqualTo("5000.00");
  }

  @Test
  void aRefundIsToldTwice() {
    paid(QRIS);
    shop.refund("POS-1", "R1", 5_000);

    assertThat(street.heard())
        .containsExactly("pending", "settlement", "partial_refund", "partial_refund");
    assertThat(till.last().path("refund_amount").asString()).isEqualTo("5000.00");
    assertThat(till.last().path("refunds")).hasSize(1);
  }

  @Test
  void theDashboardRefundsUnderAKeyThatNobodyKnows() {
    paid(QRIS);
    control.refundByDashboard("POS-1", 15_000);

    assertThat(control.transaction("POS-1").refundKeys().getFirst()).startsWith("dashboard-");
    assertThat(shop.status("POS-1").status()).isEqualTo("refund");
    assertThatThrownBy(() -> control.refundByDashboard("POS-1", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefundCanBeOutsideItsWindowOrShortOfBalance() {
    paid(QRIS);
    control.fault(Fault.REFUND_WINDOW_418, Operation.REFUND, 1);
    control.fault(Fault.REFUND_BALANCE_414, Operation.REFUND, 1);

    assertThat(shop.refund("POS-1", "R1", 1).code()).isEqualTo("418");
    assertThat(shop.refund("POS-1", "R1", 1).code()).isEqualTo("414");
    assertThat(shop.refund("POS-1", "R1", 1).code()).isEqualTo("200");
  }
}
