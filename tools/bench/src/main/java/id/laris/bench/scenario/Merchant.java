package id.laris.bench.scenario;

import id.laris.bench.load.Caller;
import id.laris.client.LarisClient;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.SetGatewayConfigRequest;
import java.util.UUID;

/** The shop as one who is paid through the gateway, with an account there. */
public final class Merchant {

  /** The row of the gateway's answer to the tool itself, which is the least that a charge takes. */
  public static final String GATEWAY_ALONE = "(the gateway's own answer)";

  /** The row of a charge through Laris. */
  public static final String CHARGE = "Charge";

  /**
   * Rounds of charges a second, over all callers. A till does not ask for one code after the other:
   * at a fixed rate the time of an answer is measured, and not a queue for processors.
   */
  static final int RATE = 100;

  static final long RUPIAH = 25_000;

  private final Shop shop;
  final SimulatedGateway gateway;
  final String serverKey = "SB-Mid-server-" + UUID.randomUUID().toString().replace("-", "");

  Merchant(Shop shop, SimulatedGateway gateway) {
    this.shop = shop;
    this.gateway = gateway;
    gateway.require();
    try (LarisClient client = connect()) {
      var _ =
          client
              .payments()
              .setGatewayConfig(
                  SetGatewayConfigRequest.newBuilder().setServerKey(serverKey).build());
    }
  }

  LarisClient connect() {
    return shop.connect();
  }

  /**
   * A till that asks for QR codes: of the gateway itself and of Laris, which asks the same gateway,
   * in turn. So both are measured under the same conditions, and the difference is what Laris adds.
   */
  Caller till() {
    LarisClient client = connect();
    return Caller.of(
        client::close,
        stopwatch -> {
          // If a round begins late, neither of the two is to blame alone.
          stopwatch.forgetDue();
          stopwatch.call(GATEWAY_ALONE, () -> gateway.charge(serverKey, RUPIAH));
          stopwatch.call(CHARGE, () -> charge(client));
        });
  }

  /** Asks for a QR code through Laris. */
  static PaymentTransaction charge(LarisClient client) {
    return client
        .payments()
        .charge(
            ChargeRequest.newBuilder()
                .setOrderId(UUID.randomUUID().toString())
                .setAmount(RUPIAH * 100)
                .setMethod(Method.QRIS)
                .build())
        .getTransaction();
  }
}
