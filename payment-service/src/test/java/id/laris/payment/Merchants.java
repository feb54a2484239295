package id.laris.payment;

import id.laris.payment.midtrans.SimulatorCircuitBreaker;
import id.laris.simulator.MidtransSimulator;
import id.laris.testkit.Jobs;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.UUID;

/** Makes tenants that have an account at the simulator. */
final class Merchants {

  private final TestCalls calls;
  private final MidtransSimulator simulator;
  private final Jobs jobs;
  private final SimulatorCircuitBreaker circuitBreaker;

  Merchants(
      TestCalls calls,
      MidtransSimulator simulator,
      Jobs jobs,
      SimulatorCircuitBreaker circuitBreaker) {
    this.calls = calls;
    this.simulator = simulator;
    this.jobs = jobs;
    this.circuitBreaker = circuitBreaker;
  }

  /** A gateway that knows nothing of earlier tests, and one new tenant with an account there. */
  Merchant only() {
    // Notifications of an earlier test must not arrive in this one.
    simulator.control().awaitNotifications(Duration.ofSeconds(20));
    simulator.control().reset();
    circuitBreaker.reset();
    return open();
  }

  SimulatorCircuitBreaker circuitBreaker() {
    return circuitBreaker;
  }

  /** A new one, with a server key of its own. */
  Merchant open() {
    Merchant merchant = new Merchant(UUID.randomUUID(), calls, simulator.control(), jobs);
    merchant.setServerKey(Merchant.newServerKey());
    return merchant;
  }

  /** A new one without an account. */
  Merchant withoutAccount() {
    return new Merchant(UUID.randomUUID(), calls, simulator.control(), jobs);
  }
}
