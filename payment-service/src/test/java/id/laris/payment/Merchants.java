package id.laris.payment;

import id.laris.simulator.MidtransSimulator;
import id.laris.testkit.TestCalls;
import java.util.UUID;

/** Makes tenants that have an account at the simulator. */
final class Merchants {

  private final TestCalls calls;
  private final MidtransSimulator simulator;

  Merchants(TestCalls calls, MidtransSimulator simulator) {
    this.calls = calls;
    this.simulator = simulator;
  }

  /** A new one, with a server key of its own. */
  Merchant open() {
    Merchant merchant = new Merchant(UUID.randomUUID(), calls, simulator.control());
    merchant.setServerKey(Merchant.newServerKey());
    return merchant;
  }

  /** A new one without an account. */
  Merchant withoutAccount() {
    return new Merchant(UUID.randomUUID(), calls, simulator.control());
  }
}
