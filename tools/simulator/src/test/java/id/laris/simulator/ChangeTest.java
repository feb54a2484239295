package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Status, cancel, expire, capture and the state machine. */
class ChangeTest extends OnTheStreet {

  @Test
  void statusHasNeitherActionsNorQrString() {
    shop.charge(Shop.qris("POS-1", 15_000));

    Answer status = shop.status("POS-1");

    assertThat(status.json().has("actions")).isFalse();
    assertThat(status.json().has("qr_string")).isFalse();
    assertThat(status.get("status_message")).isEqualTo("Success, transaction is found");
    assertThat(status.get("signature_key"))
        .isEqualTo(Signature.of("POS-1", "201", "15000.00", Shop.KEY));
  }

  @Test
  void statusIsFoundByEitherId() {
    Answer charged = shop.charge(Shop.qris("POS-1", 1));

    assertThat(shop.status(charged.id()).text()).isEqualTo(shop.status("POS-1").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "cancel", "expire", "refund", "refund/online/direct"})
  void anUnknownIdIs404WithinHttp200(String call) {
    Answer answer =
        call.equals("status") ? shop.status("no") : shop.post("/v2/no/" + call, "", Map.of());

    assertThat(answer.httpStatus()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo("404");
    assertThat(answer.get("status_message")).isEqualTo("Transaction doesn't exist.");
    assertThat(answer.get("id")).hasSize(36);
  }

  @ParameterizedTest
  @CsvSource({
    "pending, 201, 201",
    "settlement, 200, 200",
    "deny, 202, 202",
    "expire, 407, 202",
    "cancel, 200, 202",
    "failure, 202, 202",
    "refund, 200, 200",
    "partial_refund, 200, 200",
    "chargeback, 200, 200",
    "partial_chargeback, 200, 200"
  })
  void statusAndNotificationHaveTheirOwnCodes(String status, String inStatus, String inWebhook) {
    shop.charge(Shop.qris("POS-1", 15_000));
    bring("POS-1", status);

    Answer answer = shop.status("POS-1");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(inStatus);
    assertThat(street.heard()).endsWith(status);
    assertThat(till.last().path("status_code").asString()).isEqualTo(inWebhook);
    assertThat(till.last().path("signature_key").asString())
        .isEqualTo(Signature.of("POS-1", inWebhook, "15000.00", Shop.KEY));
  }

  private void bring(String id, String status) {
    switch (status) {
      case "pending" -> {}
      case "settlement" -> control.pay(id);
      case "deny" -> control.deny(id);
      case "expire" -> control.expire(id);
      case "cancel" -> control.cancelByMerchant(id);
      case "failure" -> control.failure(id);
      default -> {
        control.pay(id);
        switch (status) {
          case "refund" -> control.refundByDashboard(id, 15_000);
          case "partial_refund" -> control.refundByDashboard(id, 5_000);
          case "chargeback" -> control.chargeback(id);
          default -> control.partialChargeback(id);
        }
      }
    }
  }

  @Test
  void cancelIsForWhatIsPendingOnly() {
    shop.charge(Shop.qris("POS-1", 1));
    assertThat(shop.cancel("POS-1").status()).isEqualTo("cancel");

    Answer again = shop.cancel("POS-1");
    assertThat(again.httpStatus()).isEqualTo(200);
    assertThat(again.code()).isEqualTo("412");

    shop.charge(Shop.qris("POS-2", 1));
    control.pay("POS-2");
    assertThat(shop.cancel("POS-2").code()).isEqualTo("412");
    assertThat(shop.status("POS-2").status()).isEqualTo("settlement");
  }

  @Test
  void cancelSucceedsWith200() {
    shop.charge(Shop.qris("POS-1", 1));

    assertThat(shop.cancel("POS-1").code()).isEqualTo("200");
  }

  @Test
  void expireSucceedsWith407WithinHttp200() {
    shop.charge(Shop.qris("POS-1", 1));

    Answer answer = shop.expire("POS-1");

    assertThat(answer.httpStatus()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo("407");
    assertThat(answer.status()).isEqualTo("expire");
    assertThat(shop.expire("POS-1").code()).isEqualTo("412");
  }

  @Test
  void aCardIsCapturedAtOnce() {
    Answer answer = shop.charge(Shop.card("POS-1", 15_000, "tok-accept"));

    assertThat(answer.code()).isEqualTo("200");
    assertThat(answer.status()).isEqualTo("capture");
    assertThat(answer.get("masked_card")).contains("-");
    assertThat(answer.get("approval_code")).matches("[0-9]{6}");
    assertThat(answer.get("bank")).isEqualTo("bni");
    assertThat(street.heard()).containsExactly("capture");
    control.settle("POS-1");
    assertThat(shop.status("POS-1").status()).isEqualTo("settlement");
  }

  @Test
  void aChallengedCardIsHeldAndTold201() {
    Answer answer = shop.charge(Shop.card("POS-1", 15_000, "tok-challenge"));

    assertThat(answer.get("fraud_status")).isEqualTo("challenge");
    assertThat(answer.code()).isEqualTo("201");
    street.heard();
    assertThat(till.last().path("status_code").asString()).isEqualTo("201");
    control.approve("POS-1");
    street.heard();
    assertThat(till.last().path("status_code").asString()).isEqualTo("200");
    assertThat(till.last().path("fraud_status").asString()).isEqualTo("accept");
  }

  @Test
  void aDeniedCardIs202WithinHttp200() {
    Answer answer = shop.charge(Shop.card("POS-1", 15_000, "tok-deny"));

    assertThat(answer.httpStatus()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo("202");
    assertThat(answer.status()).isEqualTo("deny");
    assertThat(street.heard()).containsExactly("deny");
  }

  @Test
  void aTokenThatNamesNothingIs411() {
    Answer answer = shop.charge(Shop.card("POS-1", 15_000, "4811-1111"));

    assertThat(answer.httpStatus()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo("411");
  }

  @Test
  void aCardWith3dsWaitsOnItsPageForTenMinutes() {
    Answer answer = shop.charge(Shop.card("POS-1", 15_000, "tok-3ds"));

    assertThat(answer.code()).isEqualTo("201");
    assertThat(answer.status()).isEqualTo("pending");
    assertThat(answer.get("expiry_time")).isEqualTo("2026-01-01 10:10:00");
    assertThat(answer.get("redirect_url")).startsWith(street.simulator.url().toString());
    assertThat(shop.get(answer.get("redirect_url")).text()).contains("NOT REAL");
    control.pay("POS-1");
    assertThat(street.heard()).containsExactly("pending", "capture");
  }

  @Test
  void anAuthorizedCardIsCapturedByACall() {
    String id = shop.charge(Shop.card("POS-1", 15_000, "tok-authorize")).id();
    String body = "{\"transaction_id\":\"" + id + "\",\"gross_amount\":15000}";

    assertThat(shop.status(id).status()).isEqualTo("authorize");
    Answer captured = shop.post("/v2/capture", body, Map.of());

    assertThat(captured.code()).isEqualTo("200");
    assertThat(captured.status()).isEqualTo("capture");
    assertThat(shop.post("/v2/capture", body, Map.of()).code()).isEqualTo("412");
    assertThat(shop.post("/v2/capture", "{\"transaction_id\":\"x\"}", Map.of()).code())
        .isEqualTo("404");
  }

  @Test
  void aCapturedCardCanStillBeCancelled() {
    shop.charge(Shop.card("POS-1", 15_000, "tok-accept"));

    assertThat(shop.cancel("POS-1").status()).isEqualTo("cancel");
  }

  @Test
  void aFailedAttemptWithAWalletStaysPending() {
    shop.charge(Shop.qris("POS-1", 1));
    control.failAttempt("POS-1");

    assertThat(shop.status("POS-1").status()).isEqualTo("pending");
    assertThat(street.heard()).containsExactly("pending");
  }

  @Test
  void theCustomerPaysOnceOnlyAndNotTooLate() {
    shop.charge(Shop.qris("POS-1", 1));
    control.pay("POS-1");
    assertThatThrownBy(() -> control.pay("POS-1")).isInstanceOf(IllegalStateException.class);

    shop.charge(Shop.qris("POS-2", 1));
    control.advance(Duration.ofMinutes(15));
    assertThatThrownBy(() -> control.pay("POS-2")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> control.pay("POS-3")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSettlementCanBeTakenBack() {
    shop.charge(Shop.bank("POS-1", 1, "permata"));
    control.settlementThenDeny("POS-1");

    assertThat(shop.status("POS-1").status()).isEqualTo("deny");
    assertThat(street.heard()).containsExactly("pending", "settlement", "deny");
  }

  @Test
  void aFeeRaisesTheAmountThatIsToldAndSigned() {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.payWithFee("POS-1", 750);

    Answer status = shop.status("POS-1");
    assertThat(status.get("gross_amount")).isEqualTo("15750.00");
    assertThat(status.get("signature_key"))
        .isEqualTo(Signature.of("POS-1", "200", "15750.00", Shop.KEY));
    street.heard();
    assertThat(
            till.last()
                .path("metadata")
                .path("extra_info")
                .path("gross_amount_info")
                .path("original_amount")
                .asString())
        .isEqualTo("15000.00");
    assertThat(till.last().path("gross_amount").asString()).isEqualTo("15750.00");
    Snapshot snapshot = control.transaction("POS-1");
    assertThat(snapshot.grossAmount()).isEqualTo(15_750);
    assertThat(snapshot.originalAmount()).isEqualTo(15_000);
  }

  @Test
  void theSignatureVectorsHold() {
    assertThat(Signature.of("ORDER-sandbox-0001", "200", "150000.00", Shop.KEY))
        .isEqualTo(
            "d65b4adf15335095fe1bfafe24964d48009dcc2989393e13570b0c9852ea60df0040b1a9646b9c9ef9433317f77acc8e387c59998dc20f5bd93fff93d23672e4");
    assertThat(Signature.of("ORDER-sandbox-0002", "201", "75000.00", Shop.KEY))
        .isEqualTo(
            "db70270f6c27da2b564d4fffd9df3eeae578a7afba22bf5e6071711c7914d7a3d22ccaa533e864cf53742ca73c9e63016b0cbc1f97ee253a77b24b7a410d876a");
  }
}
