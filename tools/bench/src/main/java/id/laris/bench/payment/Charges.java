package id.laris.bench.payment;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Tallies;
import id.laris.bench.load.Tallies.CallFailedException;
import id.laris.bench.shop.Connection;

/**
 * Asks for QR codes: of the gateway itself and of Laris, which asks the same gateway, in turn. So
 * both are measured under the same conditions, and the difference is what Laris adds.
 *
 * <p>A till does not ask for one code after the other: rounds begin at a fixed rate, so that the
 * time of an answer is measured, and not a queue for processors.
 */
public final class Charges implements Caller {

  public static final String GATEWAY_ALONE = "(the gateway's own answer)";
  public static final String CHARGE = "Charge";

  /** Rounds a second, over all callers. */
  public static final int RATE = 100;

  private final Merchant merchant;
  private final Connection connection;

  Charges(Merchant merchant) {
    this.merchant = merchant;
    this.connection = merchant.connect();
  }

  @Override
  public void once(Tallies tallies) throws CallFailedException {
    // If a round begins late, neither of the two is to blame alone.
    tallies.forgetDue();
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
