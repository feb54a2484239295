package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ChargeTest extends OnTheStreet {
  @Test
  void aChargeIsAnsweredWithStringsAndTimesInWib() {
    Answer answer = shop.charge(Shop.qris("POS-1", 15_000));

    assertThat(answer.httpStatus()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.propertyStream().map(Map.Entry::getValue))
        .allMatch(value -> value.isString() || value.isArray());
    assertThat(answer.code()).isEqualTo("201");
    assertThat(answer.status()).isEqualTo("pending");
    assertThat(answer.get("order_id")).isEqualTo("POS-1");
    assertThat(answer.get("gross_amount")).isEqualTo("15000.00");
    assertThat(answer.get("currency")).isEqualTo("IDR");
    assertThat(answer.get("fraud_status")).isEqualTo("accept");
    assertThat(answer.get("merchant_id")).startsWith("G");
    assertThat(answer.get("transaction_time")).isEqualTo("2026-01-01 10:00:00");
    assertThat(answer.get("expiry_time")).isEqualTo("2026-01-01 10:15:00");
    assertThat(answer.headers().firstValue("X-Not-Real")).hasValue("laris-simulator");
  }

  @Test
  void qrisShowsAQrStringAndWhereItsPictureIs() {
    Answer answer = shop.charge(Shop.qris("POS-1", 15_000));

    String qr = answer.get("qr_string");
    assertThat(qr).startsWith("000201010212").contains("540515000").contains("5802ID");
    assertThat(qr.substring(qr.length() - 4))
        .isEqualTo("%04X".formatted(QrString.checksum(qr.substring(0, qr.length() - 4))));
    assertThat(answer.get("acquirer")).isEqualTo("gopay");
    JsonNode action = answer.json().path("actions").path(0);
    assertThat(action.path("name").asString()).isEqualTo("generate-qr-code");
    assertThat(action.path("url").asString())
        .isEqualTo(street.simulator.url() + "/v2/qris/" + answer.id() + "/qr-code");
  }

  @Test
  void theChecksumOfQrStringsIsCcittFalse() {
    assertThat(QrString.checksum("123456789")).isEqualTo(0x29B1);
  }

  @Test
  void qrisCanBeAcquiredByShopee() {
    Answer answer =
        shop.charge(
            Shop.body(
                "POS-1", 1, "\"payment_type\":\"qris\",\"qris\":{\"acquirer\":\"airpay shopee\"}"));

    assertThat(answer.get("acquirer")).isEqualTo("airpay shopee");
  }

  @Test
  void gopayShowsFourActionsAndNoQrString() {
    Answer answer =
        shop.charge(
            Shop.body(
                "POS-1",
                15_000,
                "\"payment_type\":\"gopay\",\"gopay\":{\"enable_callback\":true,\"callback_url\":\"https://shop.example\"}"));

    assertThat(answer.json().path("actions").valueStream().map(a -> a.path("name").asString()))
        .containsExactly("generate-qr-code", "deeplink-redirect", "get-status", "cancel");
    assertThat(answer.json().has("qr_string")).isFalse();
  }

  @Test
  void shopeepayShowsADeeplink() {
    Answer answer =
        shop.charge(
            Shop.body(
                "POS-1",
                15_000,
                "\"payment_type\":\"shopeepay\",\"shopeepay\":{\"callback_url\":\"https://shop.example\"}"));

    assertThat(answer.get("channel_response_code")).isEqualTo("0");
    assertThat(answer.json().path("actions").path(0).path("name").asString())
        .isEqualTo("deeplink-redirect");
  }

  @ParameterizedTest
  @CsvSource({"bca", "bni", "bri", "cimb"})
  void banksShowAVirtualAccountForADay(String bank) {
    Answer answer = shop.charge(Shop.bank("POS-1", 15_000, bank));

    JsonNode number = answer.json().path("va_numbers").path(0);
    assertThat(number.path("bank").asString()).isEqualTo(bank);
    assertThat(number.path("va_number").asString()).matches("[0-9]{16,18}");
    assertThat(answer.get("expiry_time")).isEqualTo("2026-01-02 10:00:00");
  }

  @Test
  void permataShowsItsNumberElsewhere() {
    Answer answer = shop.charge(Shop.bank("POS-1", 15_000, "permata"));

    assertThat(answer.get("permata_va_number")).matches("[0-9]{16}");
    assertThat(answer.json().has("va_numbers")).isFalse();
  }

  @Test
  void mandiriShowsABillKey() {
    Answer answer =
        shop.charge(
            Shop.body(
                "POS-1",
                15_000,
                "\"payment_type\":\"echannel\",\"echannel\":{\"bill_info1\":\"Payment:\",\"bill_info2\":\"POS\"}"));

    assertThat(answer.get("bill_key")).matches("[0-9]{12}");
    assertThat(answer.get("biller_code")).isEqualTo("70012");
    assertThat(answer.get("expiry_time")).isEqualTo("2026-01-02 10:00:00");
  }

  @ParameterizedTest
  @CsvSource({"indomaret", "alfamart"})
  void shopsShowAPaymentCode(String store) {
    Answer answer =
        shop.charge(
            Shop.body(
                "POS-1",
                15_000,
                "\"payment_type\":\"cstore\",\"cstore\":{\"store\":\"%s\",\"message\":\"Hi\"}"
                    .formatted(store)));

    assertThat(answer.get("store")).isEqualTo(store);
    assertThat(answer.get("payment_code")).matches("[0-9]{12,16}");
  }

  @Test
  void customExpiryCountsFromTheOrderTime() {
    Answer answer =
        shop.charge(
            Shop.body(
                "POS-1",
                15_000,
                "\"payment_type\":\"qris\",\"custom_expiry\":{\"order_time\":\"2026-01-01 09:59:00 +0700\",\"expiry_duration\":20,\"unit\":\"minute\"}"));

    assertThat(answer.get("expiry_time")).isEqualTo("2026-01-01 10:19:00");
  }

  @Test
  void whatIsNotPaidInTimeExpires() {
    shop.charge(Shop.qris("POS-1", 15_000));

    street.control.advance(Duration.ofMinutes(15));

    assertThat(shop.status("POS-1").status()).isEqualTo("expire");
    assertThat(street.heard()).containsExactly("pending", "expire");
  }

  @Test
  void aPaidTransactionIsToldAndSigned() {
    String id = shop.charge(Shop.qris("POS-1", 15_000)).id();

    street.control.pay("POS-1");

    assertThat(street.heard()).containsExactly("pending", "settlement");
    JsonNode body = street.till.last();
    assertThat(body.path("transaction_id").asString()).isEqualTo(id);
    assertThat(body.path("signature_key").asString())
        .isEqualTo(Signature.of("POS-1", "200", "15000.00", Shop.KEY));
    assertThat(shop.status(id).status()).isEqualTo("settlement");
  }
}
