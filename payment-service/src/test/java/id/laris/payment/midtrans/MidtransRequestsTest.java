package id.laris.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.payment.account.GatewayAccount;
import id.laris.payment.account.TestAccounts;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.payment.gateway.GatewayFailure.Kind;
import id.laris.payment.gateway.GatewayRefund;
import id.laris.pos.v1.GatewayConfig.QrisAcquirer;
import id.laris.pos.v1.PaymentCustomer;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The client's requests, byte for byte. */
class MidtransRequestsTest {

  private static final String ID = "0198c0de-0000-7000-8000-000000000001-a2";

  private ScriptedGateway script;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    script = new ScriptedGateway().then(400, "{}");
    client = new Client(script.url());
  }

  @AfterEach
  void stop() {
    client.close();
    script.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QRIS          | qris          | {'acquirer':'gopay'}",
        "GOPAY         | gopay         | {'enable_callback':true,'callback_url':'https://shop.example/done'}",
        "SHOPEEPAY     | shopeepay     | {'callback_url':'https://shop.example/done'}",
        "BCA_VA        | bank_transfer | {'bank':'bca'}",
        "BNI_VA        | bank_transfer | {'bank':'bni'}",
        "BRI_VA        | bank_transfer | {'bank':'bri'}",
        "CIMB_VA       | bank_transfer | {'bank':'cimb'}",
        "PERMATA_VA    | bank_transfer | {'bank':'permata'}",
        "MANDIRI_BILL  | echannel      | {'bill_info1':'Payment:','bill_info2':'POS'}",
        "INDOMARET     | cstore        | {'store':'indomaret','message':'POS'}",
        "ALFAMART      | cstore        | {'store':'alfamart','message':'POS'}",
        "CARD          | credit_card   | {'token_id':'tok-3ds','authentication':true}"
      })
  void aChargeSaysHowItIsPaid(Method method, String type, String part) {
    JsonNode body = sent(charge(method));

    assertThat(body.path("payment_type").asString()).isEqualTo(type);
    assertThat(body.path(type)).isEqualTo(MidtransBody.JSON.readTree(part.replace('\'', '"')));
    assertThat(body.path("transaction_details"))
        .isEqualTo(json("{'order_id':'" + ID + "','gross_amount':15000}"));
    assertThat(body.path("customer_details"))
        .isEqualTo(json("{'first_name':'Siti','phone':'+628123456'}"));
    assertThat(body.path("item_details"))
        .isEqualTo(
            json(
                "[{'id':'SKU-1','name':'Kopi','price':7000,'quantity':2},"
                    + "{'name':'PPN','price':1500,'quantity':1},"
                    + "{'id':'D','name':'Diskon','price':-500,'quantity':1}]"));
    if (method == Method.CARD) {
      assertThat(body.has("custom_expiry")).isFalse();
    } else {
      assertThat(body.path("custom_expiry"))
          .isEqualTo(
              json(
                  "{'order_time':'2026-01-01 10:00:00 +0700','expiry_duration':16,'unit':'minute'}"));
    }
  }

  @Test
  void theAccountSaysWhoStandsBehindItsCodes() {
    GatewayAccount shopee = TestAccounts.of(Client.SERVER_KEY, QrisAcquirer.SHOPEEPAY);

    Failures.of(() -> client.gateway.charge(shopee, charge(Method.QRIS)));

    assertThat(lastBody().path("qris")).isEqualTo(json("{'acquirer':'airpay shopee'}"));
  }

  @Test
  void theServerKeyIsTheUserOfBasicAuthentication() {
    GatewayAccount vector = TestAccounts.of("SB-Mid-server-abc123cde456");

    Failures.of(() -> client.gateway.charge(vector, charge(Method.QRIS)));

    ScriptedGateway.Request request = script.requests().getLast();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v2/charge");
    assertThat(request.headers().getFirst("Authorization"))
        .isEqualTo("Basic U0ItTWlkLXNlcnZlci1hYmMxMjNjZGU0NTY6");
    assertThat(request.headers().getFirst("Accept")).isEqualTo("application/json");
    assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void eachOperationHasItsPath() {
    Failures.of(() -> client.gateway.status(Client.ACCOUNT, ID));
    Failures.of(() -> client.gateway.cancel(Client.ACCOUNT, ID));
    Failures.of(() -> client.gateway.expire(Client.ACCOUNT, ID));
    for (Method method : List.of(Method.QRIS, Method.GOPAY, Method.SHOPEEPAY, Method.CARD)) {
      Failures.of(() -> client.gateway.refund(Client.ACCOUNT, refund(method, "R1")));
    }

    assertThat(script.requests())
        .extracting(request -> request.method() + " " + request.path())
        .containsExactly(
            "GET /v2/" + ID + "/status",
            "POST /v2/" + ID + "/cancel",
            "POST /v2/" + ID + "/expire",
            "POST /v2/" + ID + "/refund/online/direct",
            "POST /v2/" + ID + "/refund/online/direct",
            "POST /v2/" + ID + "/refund/online/direct",
            "POST /v2/" + ID + "/refund");
    assertThat(lastBody()).isEqualTo(json("{'refund_key':'R1','amount':5000,'reason':'cold'}"));
  }

  @Test
  void noTwoPiecesOfWorkShareAnIdempotencyKey() {
    Failures.of(() -> client.gateway.charge(Client.ACCOUNT, charge(Method.QRIS)));
    Failures.of(() -> client.gateway.cancel(Client.ACCOUNT, ID));
    Failures.of(() -> client.gateway.expire(Client.ACCOUNT, ID));
    Failures.of(() -> client.gateway.refund(Client.ACCOUNT, refund(Method.QRIS, "R1")));
    Failures.of(() -> client.gateway.refund(Client.ACCOUNT, refund(Method.QRIS, "R2")));
    GatewayRefund other = new GatewayRefund("other", Method.QRIS, "R1", 500_000, "");
    Failures.of(() -> client.gateway.refund(Client.ACCOUNT, other));
    Failures.of(() -> client.gateway.cancel(Client.ACCOUNT, "x".repeat(50)));
    Failures.of(() -> client.gateway.cancel(Client.ACCOUNT, "x".repeat(49)));

    List<String> keys = keys();
    assertThat(keys).hasSize(8).doesNotHaveDuplicates().first().isEqualTo("c-" + ID);
    assertThat(keys).allMatch(key -> key.length() <= 46 && key.matches("[A-Za-z0-9_~.-]+"));
    Failures.of(() -> client.gateway.refund(Client.ACCOUNT, refund(Method.QRIS, "R2")));
    assertThat(keys().getLast()).as("the same work").isEqualTo(keys.get(4));
  }

  @ParameterizedTest
  @EnumSource(names = {"PERMATA_VA", "INDOMARET"})
  void noKeyIsSentWhereTheGatewaySupportsNone(Method method) {
    sent(charge(method));

    assertThat(keys()).isEmpty();
  }

  private List<String> keys() {
    return script.requests().stream()
        .map(request -> request.headers().getFirst("Idempotency-Key"))
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void notificationsGoWhereWeSayIfWeSay() {
    sent(charge(Method.QRIS));
    assertThat(script.requests().getLast().headers().getFirst("X-Override-Notification")).isNull();

    client.notificationUrl.useForSimulator(URI.create("http://127.0.0.1:8080/webhooks/midtrans"));
    sent(charge(Method.QRIS));
    assertThat(script.requests().getLast().headers().getFirst("X-Override-Notification"))
        .isEqualTo("http://127.0.0.1:8080/webhooks/midtrans");
  }

  @ParameterizedTest
  @CsvSource({"0", "-100", "150", "1500001"})
  void whatIsNoWholeRupiahIsNotSent(long amount) {
    GatewayCharge one = charge(Method.QRIS);
    GatewayCharge wrong =
        new GatewayCharge(
            ID,
            Method.QRIS,
            amount,
            List.of(),
            one.customer(),
            one.orderedAt(),
            one.expiresAt(),
            "",
            "");

    assertThat(Failures.kind(() -> client.gateway.charge(Client.ACCOUNT, wrong)))
        .isEqualTo(Kind.REFUSED);
    assertThat(
            Failures.kind(
                () ->
                    client.gateway.refund(
                        Client.ACCOUNT, new GatewayRefund(ID, Method.QRIS, "R1", amount, ""))))
        .isEqualTo(Kind.REFUSED);
    assertThat(script.requests()).isEmpty();
  }

  @Test
  void withoutItemsAndCustomerThereIsOneLineAndNobody() {
    GatewayCharge one = charge(Method.QRIS);
    JsonNode body =
        sent(
            new GatewayCharge(
                ID,
                Method.QRIS,
                1_500_000,
                List.of(),
                PaymentCustomer.getDefaultInstance(),
                one.orderedAt(),
                one.expiresAt(),
                "",
                ""));

    assertThat(body.path("item_details"))
        .isEqualTo(json("[{'name':'Total','price':15000,'quantity':1}]"));
    assertThat(body.has("customer_details")).isFalse();
  }

  /** Rounded up to 16 minutes. */
  private static GatewayCharge charge(Method method) {
    Instant orderedAt = Instant.parse("2026-01-01T03:00:00.999Z");
    return Client.order(ID, method, orderedAt, orderedAt.plusSeconds(15 * 60 + 1), "tok-3ds");
  }

  private static GatewayRefund refund(Method method, String key) {
    return new GatewayRefund(ID, method, key, 500_000, "cold");
  }

  private JsonNode sent(GatewayCharge charge) {
    Failures.of(() -> client.gateway.charge(Client.ACCOUNT, charge));
    return lastBody();
  }

  private JsonNode lastBody() {
    return MidtransBody.JSON.readTree(script.requests().getLast().body());
  }

  private static JsonNode json(String text) {
    return MidtransBody.JSON.readTree(text.replace('\'', '"'));
  }
}
