package id.laris.bench.payment;

import id.laris.bench.load.Caller;
import id.laris.bench.shop.Connection;
import id.laris.bench.shop.Shop;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransactionServiceGrpc.PaymentTransactionServiceBlockingStub;
import id.laris.pos.v1.SetGatewayConfigRequest;
import java.util.UUID;

/** The shop as one who is paid through the gateway: with an account there, made once. */
public final class Merchant implements AutoCloseable {

  /** Rp 25,000, in minor units. */
  static final long AMOUNT = 2_500_000;

  static final long RUPIAH = AMOUNT / 100;

  private final Shop shop;
  private final SimulatedGateway gateway;
  private final String serverKey = "SB-Mid-server-" + UUID.randomUUID().toString().replace("-", "");
  private boolean open;

  public Merchant(Shop shop, SimulatedGateway gateway) {
    this.shop = shop;
    this.gateway = gateway;
  }

  /** With an account at the gateway. */
  public Merchant open() {
    if (!open) {
      gateway.require();
      try (Connection connection = connect()) {
        var _ =
            connection
                .payments()
                .setGatewayConfig(
                    SetGatewayConfigRequest.newBuilder().setServerKey(serverKey).build());
      }
      open = true;
    }
    return this;
  }

  /** One who asks for payments. */
  public Caller till() {
    return new Charges(this);
  }

  Connection connect() {
    return shop.connect();
  }

  SimulatedGateway gateway() {
    return gateway;
  }

  String serverKey() {
    return serverKey;
  }

  /** Asks for a QR code through Laris. */
  static PaymentTransaction charge(PaymentTransactionServiceBlockingStub payments) {
    return payments
        .charge(
            ChargeRequest.newBuilder()
                .setOrderId(UUID.randomUUID().toString())
                .setAmount(AMOUNT)
                .setMethod(Method.QRIS)
                .build())
        .getTransaction();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
