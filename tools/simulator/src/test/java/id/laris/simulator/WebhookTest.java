package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class WebhookTest extends OnTheStreet {

  @Override
  SimulatorSettings settings() {
    return SimulatorSettings.defaults().withNotifyOnPending(false);
  }

  private JsonNode settled(String method) {
    shop.charge(Shop.body("POS-1", 15_000, method));
    control.pay("POS-1");
    assertThat(street.heard()).hasSize(1);
    return till.last();
  }

  @Test
  void qrisTellsWhoAcquiredAndIssued() {
    JsonNode body = settled("\"payment_type\":\"qris\"");

    assertThat(body.path("acquirer").asString()).isEqualTo("gopay");
    assertThat(body.path("issuer").asString()).isEqualTo("gopay");
    assertThat(body.path("status_message").asString()).isEqualTo("midtrans payment notification");
    assertThat(body.path("settlement_time").asString()).isEqualTo("2026-01-01 10:00:00");
    assertThat(body.path("fraud_status").asString()).isEqualTo("accept");
    assertThat(body.path("currency").asString()).isEqualTo("IDR");
    assertThat(body.has("actions")).isFalse();
    assertThat(body.has("qr_string")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"payment_type\":\"gopay\"; payment_option_type",
        "\"payment_type\":\"bank_transfer\",\"bank_transfer\":{\"bank\":\"bca\"}; va_numbers",
        "\"payment_type\":\"bank_transfer\",\"bank_transfer\":{\"bank\":\"bca\"}; payment_amounts",
        "\"payment_type\":\"bank_transfer\",\"bank_transfer\":{\"bank\":\"permata\"}; permata_va_number",
        "\"payment_type\":\"echannel\",\"echannel\":{\"bill_info1\":\"a\",\"bill_info2\":\"b\"}; bill_key",
        "\"payment_type\":\"echannel\",\"echannel\":{\"bill_info1\":\"a\",\"bill_info2\":\"b\"}; biller_code",
        "\"payment_type\":\"cstore\",\"cstore\":{\"store\":\"alfamart\"}; payment_code",
        "\"payment_type\":\"cstore\",\"cstore\":{\"store\":\"alfamart\"}; store",
        "\"payment_type\":\"credit_card\",\"credit_card\":{\"token_id\":\"tok-3ds\"}; masked_card",
        "\"payment_type\":\"credit_card\",\"credit_card\":{\"token_id\":\"tok-3ds\"}; approval_code",
        "\"payment_type\":\"credit_card\",\"credit_card\":{\"token_id\":\"tok-3ds\"}; bank"
      })
  void everyMethodTellsItsOwn(String method, String field) {
    assertThat(settled(method).has(field)).isTrue();
  }

  @Test
  void shopsTellNoFraudStatus() {
    JsonNode body = settled("\"payment_type\":\"cstore\",\"cstore\":{\"store\":\"indomaret\"}");

    assertThat(body.has("fraud_status")).isFalse();
  }

  @Test
  void theMerchantsOwnFieldsComeBack() {
    JsonNode body =
        settled("\"payment_type\":\"qris\",\"custom_field1\":\"x\",\"metadata\":{\"till\":\"3\"}");

    assertThat(body.path("custom_field1").asString()).isEqualTo("x");
    assertThat(body.path("metadata").path("till").asString()).isEqualTo("3");
  }

  @Test
  void aPendingChargeIsNotToldWhereThatIsSetSo() {
    shop.charge(Shop.qris("POS-1", 1));

    assertThat(street.heard()).isEmpty();
  }

  @Test
  void aHeaderReplacesOrAddsUpToThreeUrls() {
    String four =
        till.url("/1") + ", " + till.url("/2") + "," + till.url("/3") + "," + till.url("/4");
    shop.post("/v2/charge", Shop.qris("POS-1", 1), Map.of("X-Override-Notification", four));
    control.pay("POS-1");
    street.heard();
    assertThat(till.paths()).containsExactlyInAnyOrder("/1", "/2", "/3");
    till.paths().clear();

    String one = till.url("/1").toString();
    shop.post("/v2/charge", Shop.qris("POS-2", 1), Map.of("X-Append-Notification", one));
    control.pay("POS-2");
    street.heard();
    assertThat(till.paths()).containsExactlyInAnyOrder("/webhooks/midtrans", "/1");
  }

  /** Attempts to deliver, in all, to a till that always answers so. */
  @ParameterizedTest
  @CsvSource({"200, 1", "204, 1", "500, 2", "503, 5", "400, 3", "404, 3", "403, 6", "302, 6"})
  void retriesDependOnTheAnswer(int answer, int attempts) {
    till.answerAlways(answer);
    settled("\"payment_type\":\"qris\"");

    control.deliverAll(Street.SOON);

    assertThat(till.bodies()).hasSize(attempts);
    assertThat(control.deliveries()).hasSize(attempts);
    assertThat(control.deliveries().getLast().attempt()).isEqualTo(attempts);
    assertThat(control.deliveries().getLast().answerCode()).isEqualTo(answer);
    assertThat(till.paths()).containsOnly("/webhooks/midtrans");
  }

  @Test
  void whereNobodyListensThereAreFiveRetries() {
    control.notificationUrl(URI.create("http://127.0.0.1:1/"));
    shop.charge(Shop.qris("POS-1", 1));
    control.pay("POS-1");

    assertThat(control.deliverAll(Street.SOON)).hasSize(6).allMatch(d -> d.answerCode() == 0);
  }

  @Test
  void retriesComeAfter2And10And30And90And210Minutes() {
    till.answerAlways(418);
    settled("\"payment_type\":\"qris\"");
    int attempts = 1;
    for (int minutes : new int[] {2, 10, 30, 90, 210}) {
      control.advance(Duration.ofMinutes(minutes).minusSeconds(1));
      assertThat(street.heard()).hasSize(attempts);
      control.advance(Duration.ofSeconds(1));
      attempts++;
      assertThat(street.heard()).hasSize(attempts);
    }
    control.advance(Duration.ofDays(1));
    assertThat(street.heard()).hasSize(6);
  }

  @Test
  void aRetryThatSucceedsIsTheLast() {
    till.answer(503, 503);
    settled("\"payment_type\":\"qris\"");

    assertThat(control.deliverAll(Street.SOON).stream().map(Delivery::answerCode))
        .containsExactly(503, 503, 200);
  }

  @Test
  void theTestButtonTellsOfAnOrderThatNeverWas() {
    control.notifyTest(Shop.KEY);
    street.heard();

    String orderId = till.last().path("order_id").asString();
    assertThat(orderId).startsWith("payment_notif_test_");
    assertThat(till.last().path("signature_key").asString())
        .isEqualTo(Signature.of(orderId, "200", "105000.00", Shop.KEY));
    assertThat(shop.status(orderId).code()).isEqualTo("404");
  }

  @Test
  void aLatePendingCanBeTold() {
    settled("\"payment_type\":\"qris\"");
    control.notify("POS-1", "pending");

    assertThat(street.heard()).containsExactly("settlement", "pending");
    assertThat(till.last().path("status_code").asString()).isEqualTo("201");
    control.notify("POS-1");
    assertThat(street.heard()).endsWith("settlement");
  }
}
