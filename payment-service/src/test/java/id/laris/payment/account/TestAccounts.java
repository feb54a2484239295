package id.laris.payment.account;

import id.laris.pos.v1.GatewayConfig.Environment;
import id.laris.pos.v1.GatewayConfig.QrisAcquirer;

/** Accounts that no tenant has. */
public final class TestAccounts {

  private TestAccounts() {}

  public static GatewayAccount of(String serverKey) {
    return of(serverKey, QrisAcquirer.GOPAY);
  }

  public static GatewayAccount of(String serverKey, QrisAcquirer acquirer) {
    ServerKey key = new ServerKey(serverKey);
    return new GatewayAccount(
        key, key.isSandbox() ? Environment.SANDBOX : Environment.PRODUCTION, acquirer);
  }
}
