package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookFaultTest extends OnTheStreet {

  @Override
  SimulatorSettings settings() {
    return SimulatorSettings.defaults().withNotifyOnPending(false);
  }

  private JsonNode spoilt(WebhookFault fault) {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.webhookFault(fault, 1);
    control.pay("POS-1");
    assertThat(street.heard()).hasSize(1);
    return till.last();
  }

  private static String rightSignature(JsonNode body) {
    return Signature.of(
        body.path("order_id").asString(),
        body.path("status_code").asString(),
        body.path("gross_amount").asString(),
        Shop.KEY);
  }

  @Test
  void oneCanBeLost() {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.webhookFault(WebhookFault.DROP, 1);
    control.pay("POS-1");
    assertThat(street.heard()).isEmpty();

    control.notify("POS-1");
    assertThat(street.heard()).containsExactly("settlement");
  }

  @Test
  void oneCanComeThreeTimes() {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.webhookFault(WebhookFault.DUPLICATE, 1);
    control.pay("POS-1");

    assertThat(street.heard()).containsExactly("settlement", "settlement", "settlement");
  }

  @Test
  void oneCanComeLate() {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.webhookFault(WebhookFault.delay(Duration.ofHours(1)), 1);
    control.pay("POS-1");
    assertThat(street.heard()).isEmpty();

    control.advance(Duration.ofHours(1));
    assertThat(street.heard()).containsExactly("settlement");
  }

  @Test
  void oneCanComeAfterTheNext() {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.webhookFault(WebhookFault.REORDER, 1);
    control.pay("POS-1");
    assertThat(street.heard()).isEmpty();

    control.chargeback("POS-1");
    assertThat(street.heard()).containsExactly("chargeback", "settlement");
  }

  @Test
  void oneThatIsHeldComesInTheEnd() {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.webhookFault(WebhookFault.REORDER, 1);
    control.pay("POS-1");

    assertThat(control.deliverAll(Street.SOON)).hasSize(1);
  }

  @Test
  void oneCanBeForged() {
    JsonNode body = spoilt(WebhookFault.FORGED_SIGNATURE);

    assertThat(body.path("signature_key").asString())
        .matches("[0-9a-f]{128}")
        .isNotEqualTo(rightSignature(body));
  }

  @Test
  void oneCanLieAboutTheStatusUnderARightSignature() {
    JsonNode body = spoilt(WebhookFault.FALSE_STATUS);

    assertThat(body.path("transaction_status").asString()).isEqualTo("expire");
    assertThat(body.path("signature_key").asString()).isEqualTo(rightSignature(body));
    assertThat(shop.status("POS-1").status()).isEqualTo("settlement");
  }

  @Test
  void anUnpaidOneCanSayThatItIsPaid() {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.webhookFault(WebhookFault.FALSE_STATUS, 1, "POS-");
    control.notify("POS-1");

    assertThat(street.heard()).containsExactly("settlement");
    assertThat(till.last().path("signature_key").asString()).isEqualTo(rightSignature(till.last()));
    assertThat(shop.status("POS-1").status()).isEqualTo("pending");
  }

  @Test
  void anExpiredOneCanSayThatItIsPaid() {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.webhookFault(WebhookFault.FALSE_STATUS, 1);
    control.expire("POS-1");

    assertThat(street.heard()).containsExactly("settlement");
    assertThat(shop.status("POS-1").status()).isEqualTo("expire");
  }

  @Test
  void oneCanHaveAWrongAmountUnderARightSignature() {
    JsonNode body = spoilt(WebhookFault.WRONG_AMOUNT);

    assertThat(body.path("gross_amount").asString()).isEqualTo("16000.00");
    assertThat(body.path("signature_key").asString()).isEqualTo(rightSignature(body));
  }

  @Test
  void oneCanLackItsFraudStatusOrShout() {
    assertThat(spoilt(WebhookFault.NO_FRAUD_STATUS).has("fraud_status")).isFalse();

    control.webhookFault(WebhookFault.CAPITALS, 1);
    control.notify("POS-1");
    assertThat(street.heard()).endsWith("SETTLEMENT");
  }

  @Test
  void otherOrdersAreSpared() {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.webhookFault(WebhookFault.DROP, 1, "POS-2");
    control.pay("POS-1");

    assertThat(street.heard()).containsExactly("settlement");
  }
}
