package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A simulator, a shop that calls it and a till that gets its notifications. */
final class Street implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(10);

  final Till till;
  final MidtransSimulator simulator;
  final SimulatorControl control;
  final Shop shop;

  Street() throws IOException {
    this(SimulatorSettings.defaults());
  }

  Street(SimulatorSettings settings) throws IOException {
    till = new Till();
    simulator =
        MidtransSimulator.start(
            settings
                .withPort(0)
                .withClock(StandingClock.create())
                .withNotificationUrl(till.url("/webhooks/midtrans")));
    control = simulator.control();
    shop = new Shop(simulator.url(), Shop.KEY);
  }

  /** The statuses that have arrived once nothing is on its way. */
  List<String> heard() {
    List<Delivery> done = control.awaitNotifications(SOON);
    assertThat(done).hasSizeGreaterThanOrEqualTo(till.bodies().size());
    return till.statuses();
  }

  @Override
  public void close() {
    shop.close();
    simulator.close();
    till.close();
  }
}
