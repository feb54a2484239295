package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlApiTest extends OnTheStreet {

  private Answer control(String path, String body) {
    return shop.post("/simulator/" + path, body, Map.of());
  }

  private String status() {
    return shop.status("POS-1").status();
  }

  @ParameterizedTest
  @CsvSource({
    "pay, settlement",
    "deny, deny",
    "expire, expire",
    "cancel, cancel",
    "failure, failure",
    "fail-attempt, pending",
    "stick, pending",
    "notify, pending",
    "settlement-then-deny, deny"
  })
  void aPendingTransactionIsChangedByAPath(String action, String status) {
    shop.charge(Shop.qris("POS-1", 15_000));

    Answer answer = control("transactions/POS-1/" + action, "");

    assertThat(answer.httpStatus()).isEqualTo(200);
    assertThat(answer.get("status")).isEqualTo(status);
    assertThat(answer.get("order_id")).isEqualTo("POS-1");
    assertThat(status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "refund; {\"amount\":5000}; partial_refund",
        "chargeback; {}; chargeback",
        "partial-chargeback; {}; partial_chargeback",
        "notify; {\"transaction_status\":\"pending\"}; settlement"
      })
  void aPaidTransactionIsChangedByAPath(String action, String body, String status) {
    shop.charge(Shop.qris("POS-1", 15_000));
    control("transactions/POS-1/pay-with-fee", "{\"customer_fee\":100}");

    assertThat(control("transactions/POS-1/" + action, body).get("status")).isEqualTo(status);
    assertThat(control.transaction("POS-1").grossAmount()).isEqualTo(15_100);
  }

  @Test
  void aCardIsChangedByAPath() {
    shop.charge(Shop.card("POS-1", 15_000, "tok-3ds"));
    assertThat(control("transactions/POS-1/authorize", "").get("status")).isEqualTo("authorize");
    assertThat(control("transactions/POS-1/challenge", "").get("fraud_status"))
        .isEqualTo("challenge");
    assertThat(control("transactions/POS-1/approve", "").get("fraud_status")).isEqualTo("accept");
    assertThat(control("transactions/POS-1/settle", "").get("status")).isEqualTo("settlement");
  }

  @Test
  void whatCannotBeIs409AndWhatIsNotThere400Or404() {
    shop.charge(Shop.qris("POS-1", 15_000));
    control.pay("POS-1");

    assertThat(control("transactions/POS-1/pay", "").httpStatus()).isEqualTo(409);
    assertThat(control("transactions/POS-2/pay", "").httpStatus()).isEqualTo(400);
    assertThat(control("transactions/POS-1/refund", "{}").httpStatus()).isEqualTo(400);
    assertThat(control("transactions/POS-1/refund", "{").httpStatus()).isEqualTo(400);
    assertThat(control("faults", "{\"fault\":\"MOON\"}").httpStatus()).isEqualTo(400);
    assertThat(control("transactions/POS-1/moon", "").httpStatus()).isEqualTo(404);
    assertThat(control("moon", "").httpStatus()).isEqualTo(404);
  }

  @Test
  void faultsArePlannedAndForgotten() {
    control("faults", "{\"fault\":\"ERROR_503\",\"operation\":\"CHARGE\",\"times\":1}");
    assertThat(shop.charge(Shop.qris("POS-1", 1)).httpStatus()).isEqualTo(503);

    control("faults", "{\"fault\":\"ERROR_503\",\"times\":5}");
    shop.send(shop.request("/simulator/faults").DELETE());
    control("webhook-faults", "{\"fault\":\"CAPITALS\",\"order_id_prefix\":\"POS\"}");
    assertThat(shop.charge(Shop.qris("POS-1", 1)).code()).isEqualTo("201");
    assertThat(street.heard()).containsExactly("PENDING");
  }

  @Test
  void everyNamedFaultCanBePlanned() {
    for (String name : Fault.named().keySet()) {
      assertThat(control("faults", "{\"fault\":\"" + name + "\"}").httpStatus()).isEqualTo(200);
    }
    for (WebhookFault.Plain fault : WebhookFault.Plain.values()) {
      assertThat(control("webhook-faults", "{\"fault\":\"" + fault + "\"}").httpStatus())
          .isEqualTo(200);
    }
    assertThat(control("faults", "{\"fault\":\"DELAY\",\"duration_ms\":5}").httpStatus())
        .isEqualTo(200);
  }

  @Test
  void theClockIsMovedForward() {
    shop.charge(Shop.qris("POS-1", 1));

    control("clock/advance", "{\"seconds\":900}");

    assertThat(status()).isEqualTo("expire");
    assertThat(shop.get("/simulator/clock").get("now")).isEqualTo("2026-01-01T03:15:00Z");
    assertThat(control("clock/advance", "{\"seconds\":-1}").httpStatus()).isEqualTo(400);
  }

  @Test
  void itGoesDownAndIsReset() {
    control("down", "{\"mode\":\"DOWN_503\"}");
    assertThat(shop.status("POS-1").httpStatus()).isEqualTo(503);
    assertThat(shop.get("/simulator/calls").json().path("STATUS").asInt()).isEqualTo(1);

    control("reset", "");
    assertThat(shop.status("POS-1").httpStatus()).isEqualTo(200);
  }

  @Test
  void deliveriesAndTransactionsAreListed() {
    control("notification-url", "{\"url\":\"%s\"}".formatted(till.url("/other")));
    shop.charge(Shop.qris("POS-1", 1));
    control("deliveries/await", "{\"seconds\":5}");
    control("deliveries/all", "");
    control("test-notification", "{\"server_key\":\"SB-Mid-server-test\"}");
    control("deliveries/await", "");

    assertThat(till.paths()).containsExactly("/other", "/other");
    assertThat(shop.get("/simulator/deliveries").json().path(0).path("answer_code").asInt())
        .isEqualTo(200);
    assertThat(shop.get("/simulator/transactions").json()).hasSize(1);
    assertThat(shop.get("/simulator/transactions/POS-1").get("qr_string")).startsWith("0002");
    assertThat(shop.get("/simulator/transactions").text()).doesNotContain(Shop.KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"})
  void aPageOfAnotherSiteCannotClickPay(String origin) {
    shop.charge(Shop.qris("POS-1", 1));

    Answer answer = shop.post("/simulator/transactions/POS-1/pay", "", Map.of("Origin", origin));

    assertThat(answer.httpStatus()).isEqualTo(403);
    assertThat(status()).isEqualTo("pending");
  }

  @Test
  void theSimulatorsOwnPageCan() {
    shop.charge(Shop.qris("POS-1", 1));
    String origin = street.simulator.url().toString();

    shop.post("/simulator/transactions/POS-1/pay", "", Map.of("Origin", origin));

    assertThat(status()).isEqualTo("settlement");
  }

  @Test
  void aNameThatSomebodyMadePointHereIsRefused() throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), street.simulator.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              "POST /simulator/reset HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(answer.readLine()).contains("403");
    }
  }
}
