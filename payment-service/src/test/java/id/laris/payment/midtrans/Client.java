package id.laris.payment.midtrans;

import id.laris.payment.account.GatewayAccount;
import id.laris.payment.account.TestAccounts;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.pos.v1.ChargeItem;
import id.laris.pos.v1.PaymentCustomer;
import id.laris.pos.v1.PaymentTransaction.Method;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The gateway's client, aimed at one address. */
final class Client implements AutoCloseable {

  static final String SERVER_KEY = "SB-Mid-server-abc123cde456xyz789";
  static final GatewayAccount ACCOUNT = TestAccounts.of(SERVER_KEY);

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Resilience resilience;
  final NotificationUrl notificationUrl;
  final MidtransGateway gateway;
  private final MidtransHttp http;

  Client(URI url) {
    this(url, Duration.ofSeconds(10));
  }

  Client(URI url, Duration readTimeout) {
    MidtransSettings settings =
        new MidtransSettings(url.toString(), "", Duration.ofSeconds(2), readTimeout);
    http = new MidtransHttp(settings);
    resilience = new Resilience(http, settings, meters);
    MidtransHosts hosts =
        new MidtransHosts(
            settings, new StaticListableBeanFactory().getBeanProvider(SimulatedGateway.class));
    notificationUrl = new NotificationUrl(settings, hosts);
    gateway = new MidtransGateway(hosts, notificationUrl, resilience, meters);
  }

  /** An order of Rp 15,000 under a number of its own. */
  static GatewayCharge order(Method method) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis()).truncatedTo(ChronoUnit.SECONDS);
    return order(
        UUID.randomUUID() + "-a1", method, now, now.plus(Duration.ofMinutes(15)), "tok-3ds");
  }

  static GatewayCharge card(String token) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    return order(UUID.randomUUID() + "-a1", Method.CARD, now, now.plusSeconds(600), token);
  }

  static GatewayCharge order(
      String orderId, Method method, Instant orderedAt, Instant expiresAt, String cardToken) {
    return new GatewayCharge(
        orderId,
        method,
        1_500_000,
        List.of(
            item("SKU-1", "Kopi", 700_000, 2),
            item("", "PPN", 150_000, 1),
            item("D", "Diskon", -50_000, 1)),
        PaymentCustomer.newBuilder().setFirstName("Siti").setPhone("+628123456").build(),
        orderedAt,
        expiresAt,
        method == Method.CARD ? cardToken : "",
        method == Method.GOPAY || method == Method.SHOPEEPAY ? "https://shop.example/done" : "");
  }

  static ChargeItem item(String id, String name, long price, int quantity) {
    return ChargeItem.newBuilder()
        .setId(id)
        .setName(name)
        .setPrice(price)
        .setQuantity(quantity)
        .build();
  }

  @Override
  public void close() {
    http.destroy();
  }
}
