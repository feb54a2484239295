package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ChargeRefusalTest extends OnTheStreet {

  private void isInvalid(Answer answer, String field) {
    assertThat(answer.httpStatus()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("400");
    assertThat(answer.get("id")).hasSize(36);
    assertThat(answer.json().path("validation_messages").valueStream().map(JsonNode::asString))
        .anyMatch(message -> message.contains(field));
    assertThat(control.transactions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"39.10", "0", "-1", "15000.0", "\"15000\"", "null", "1e4", "true"})
  void onlyWholeRupiahAboveZeroAreCharged(String amount) {
    isInvalid(
        shop.charge(
            "{\"payment_type\":\"qris\",\"transaction_details\":{\"order_id\":\"a\",\"gross_amount\":%s}}"
                .formatted(amount)),
        "gross_amount");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a/b",
        "a#b",
        "ä",
        "a+b",
        "123456789012345678901234567890123456789012345678901"
      })
  void anOrderIdIsAtMost50OfItsCharacters(String orderId) {
    isInvalid(shop.charge(Shop.qris(orderId, 1)), "order_id");
  }

  @Test
  void anOrderIdOf50OfAllItsCharactersIsTaken() {
    String orderId = "Az09-_~." + "x".repeat(42);
    assertThat(shop.charge(Shop.qris(orderId, 1)).code()).isEqualTo("201");
    assertThat(shop.status(orderId).code()).isEqualTo("201");
  }

  @Test
  void itemsMustSumToTheAmount() {
    isInvalid(shop.charge(withItems("{\"name\":\"Kopi\",\"price\":5000,\"quantity\":2}")), "sum");
  }

  @Test
  void aNegativePriceIsADiscount() {
    Answer answer =
        shop.charge(
            withItems(
                "{\"id\":\"1\",\"name\":\"Kopi\",\"price\":10000,\"quantity\":2},"
                    + "{\"name\":\"Promo\",\"price\":-5000,\"quantity\":1}"));

    assertThat(answer.code()).isEqualTo("201");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"name\":\"a\",\"price\":7500.5,\"quantity\":2}; price",
        "{\"name\":\"a\",\"price\":15000,\"quantity\":0}; quantity",
        "{\"price\":15000,\"quantity\":1}; name",
        "{\"name\":\"123456789012345678901234567890123456789012345678901\",\"price\":15000,\"quantity\":1}; name",
        "{\"id\":\"123456789012345678901234567890123456789012345678901\",\"name\":\"a\",\"price\":15000,\"quantity\":1}; id"
      })
  void itemsHaveLimits(String item, String field) {
    isInvalid(shop.charge(withItems(item)), "item_details[0]." + field);
  }

  private static String withItems(String items) {
    return Shop.body("POS-1", 15_000, "\"payment_type\":\"qris\",\"item_details\":[" + items + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"expiry_duration\":0,\"unit\":\"minute\"}; expiry_duration",
        "{\"expiry_duration\":1.5}; expiry_duration",
        "{\"expiry_duration\":1,\"unit\":\"year\"}; unit",
        "{\"expiry_duration\":1,\"order_time\":\"2026-01-01 10:00:00\"}; order_time",
        "{\"expiry_duration\":1,\"order_time\":\"2025-01-01 10:00:00 +0700\"}; custom_expiry"
      })
  void aCustomExpiryIsChecked(String expiry, String field) {
    isInvalid(
        shop.charge(Shop.body("POS-1", 1, "\"payment_type\":\"qris\",\"custom_expiry\":" + expiry)),
        field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"payment_type\":\"cash\"; payment_type",
        "\"x\":1; payment_type",
        "\"payment_type\":\"bank_transfer\",\"bank_transfer\":{\"bank\":\"moon\"}; bank",
        "\"payment_type\":\"cstore\"; store",
        "\"payment_type\":\"echannel\"; bill_info1",
        "\"payment_type\":\"qris\",\"qris\":{\"acquirer\":\"moon\"}; acquirer",
        "\"payment_type\":\"credit_card\"; token_id"
      })
  void theMethodMustBeKnownAndComplete(String method, String field) {
    isInvalid(shop.charge(Shop.body("POS-1", 1, method)), field);
  }

  @Test
  void aBodyIsAtMost16Kilobytes() {
    String body = Shop.body("POS-1", 1, "\"payment_type\":\"qris\",\"x\":\"%s\"");
    int rest = 16 * 1024 - body.length() + 2;

    assertThat(shop.charge(body.formatted("x".repeat(rest + 1))).httpStatus()).isEqualTo(400);
    assertThat(shop.charge(body.formatted("x".repeat(rest))).code()).isEqualTo("201");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{", "[]", "1"})
  void whatIsNoJsonObjectIs400(String body) {
    assertThat(shop.charge(body).code()).isEqualTo("400");
  }

  @Test
  void jsonMustBeCalledSo() {
    Answer answer =
        shop.post("/v2/charge", Shop.qris("POS-1", 1), Map.of("Content-Type", "text/plain"));
    assertThat(answer.httpStatus()).isEqualTo(400);

    Answer html = shop.post("/v2/charge", Shop.qris("POS-1", 1), Map.of("Accept", "text/html"));
    assertThat(html.httpStatus()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic !!!",
        "Basic ",
        "Bearer x",
        // "SB-Mid-server-x" without its colon, "x:", and "SB-Mid-client-x:"
        "Basic U0ItTWlkLXNlcnZlci14",
        "Basic eDo=",
        "Basic U0ItTWlkLWNsaWVudC14Og=="
      })
  void whoIsNoMerchantIs401(String authorization) {
    Answer answer =
        shop.post("/v2/charge", Shop.qris("POS-1", 1), Map.of("Authorization", authorization));

    assertThat(answer.httpStatus()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("401");
  }

  @Test
  void theVectorOfTheAuthorizationHeaderIsAMerchant() {
    Merchant merchant = Merchant.of("Basic U0ItTWlkLXNlcnZlci1hYmMxMjNjZGU0NTY6");

    assertThat(merchant).isEqualTo(new Merchant("SB-Mid-server-abc123cde456"));
    assertThat(String.valueOf(merchant)).doesNotContain("abc123cde456");
  }

  @Test
  void productionKeysAreMerchantsToo() {
    String key =
        Base64.getEncoder().encodeToString("Mid-server-x:".getBytes(StandardCharsets.UTF_8));
    assertThat(Merchant.of("Basic " + key)).isEqualTo(new Merchant("Mid-server-x"));
  }

  @Test
  void merchantsDoNotSeeEachOther() {
    String id = shop.charge(Shop.qris("POS-1", 1)).id();
    try (Shop other = new Shop(street.simulator.url(), "SB-Mid-server-other")) {
      assertThat(other.status("POS-1").code()).isEqualTo("404");
      assertThat(other.status(id).code()).isEqualTo("404");
      assertThat(other.cancel(id).code()).isEqualTo("404");
      assertThat(other.charge(Shop.qris("POS-1", 2)).code()).isEqualTo("201");
      assertThat(shop.status("POS-1").get("gross_amount")).isEqualTo("1.00");
    }
  }

  @Test
  void anOrderIdIsTakenWhilePendingAndOncePaid() {
    shop.charge(Shop.qris("POS-1", 1));
    Answer pending = shop.charge(Shop.qris("POS-1", 1));
    control.pay("POS-1");
    Answer paid = shop.charge(Shop.qris("POS-1", 1));

    assertThat(pending.httpStatus()).isEqualTo(200);
    assertThat(pending.code()).isEqualTo("406");
    assertThat(paid.code()).isEqualTo("406");
  }

  @Test
  void anOrderIdIsFreeAgainOnceCancelled() {
    String first = shop.charge(Shop.qris("POS-1", 1)).id();
    shop.cancel("POS-1");

    String second = shop.charge(Shop.qris("POS-1", 1)).id();

    assertThat(shop.status("POS-1").id()).isEqualTo(second);
    assertThat(shop.status(first).status()).isEqualTo("cancel");
  }

  @Test
  void otherPathsAre404AndOtherMethods405() {
    assertThat(shop.get("/v2/POS-1/moon").httpStatus()).isEqualTo(404);
    assertThat(shop.get("/v2/charge").httpStatus()).isEqualTo(405);
    assertThat(shop.post("/v2/a/status", "", Map.of()).httpStatus()).isEqualTo(405);
  }
}
