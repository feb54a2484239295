package id.laris.bench;

import id.laris.bench.Tallies.CallFailedException;

/**
 * Asks for QR codes: of the gateway itself and of Laris, which asks the same gateway, in turn. So
 * both are measured under the same conditions, and the difference is what Laris adds.
 */
final class Charges implements Caller {

  static final String GATEWAY_ALONE = "(the gateway's own answer)";
  static final String CHARGE = "Charge";

  private final Merchant merchant;
  private final Connection connection;

  Charges(Merchant merchant) {
    this.merchant = merchant;
    this.connection = merchant.connect();
  }

  @Override
  public void once(Tallies tallies) throws CallFailedException {
    var _ =
        tallies.time(
            GATEWAY_ALONE, () -> merchant.gateway().charge(merchant.serverKey(), Merchant.RUPIAH));
    var _ = tallies.time(CHARGE, () -> Merchant.charge(connection.payments()));
  }

  @Override
  public void close() {
    connection.close();
  }
}
