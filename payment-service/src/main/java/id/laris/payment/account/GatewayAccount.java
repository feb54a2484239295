package id.laris.payment.account;

import id.laris.pos.v1.GatewayConfig.Environment;
import id.laris.pos.v1.GatewayConfig.QrisAcquirer;

/** A tenant's account at the gateway, ready to be used. */
public record GatewayAccount(
    ServerKey serverKey, Environment environment, QrisAcquirer qrisAcquirer) {

  /** Returns an identifier of the account that does not reveal its secret. */
  public String fingerprint() {
    return serverKey.fingerprint();
  }
}
