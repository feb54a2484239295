package id.laris.simulator;

import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a simulator.
 *
 * @param port where it listens on 127.0.0.1; 0 takes a free one
 * @param notificationUrl where webhooks go, as set in Midtrans' dashboard; null sends none. The
 *     request header X-Override-Notification replaces it, X-Append-Notification adds to it.
 * @param timeScale how much faster webhooks are retried than after Midtrans' minutes
 * @param clock what the simulator's own clock is built on
 * @param notifyOnPending whether a charge that waits for the customer sends a pending notification,
 *     as Midtrans does
 * @param maximumTransactions beyond these the oldest finished ones are forgotten
 */
public record SimulatorSettings(
    int port,
    @Nullable URI notificationUrl,
    double timeScale,
    Clock clock,
    boolean notifyOnPending,
    int maximumTransactions) {

  public static final int DEFAULT_PORT = 8090;

  public SimulatorSettings {
    if (timeScale <= 0 || maximumTransactions < 1) {
      throw new IllegalArgumentException("timeScale and maximumTransactions must be above zero");
    }
  }

  public static SimulatorSettings defaults() {
    return new SimulatorSettings(DEFAULT_PORT, null, 1, Clock.systemUTC(), true, 200_000);
  }

  public SimulatorSettings withPort(int newPort) {
    return new SimulatorSettings(
        newPort, notificationUrl, timeScale, clock, notifyOnPending, maximumTransactions);
  }

  public SimulatorSettings withNotificationUrl(@Nullable URI newUrl) {
    return new SimulatorSettings(
        port, newUrl, timeScale, clock, notifyOnPending, maximumTransactions);
  }

  public SimulatorSettings withTimeScale(double newScale) {
    return new SimulatorSettings(
        port, notificationUrl, newScale, clock, notifyOnPending, maximumTransactions);
  }

  public SimulatorSettings withClock(Clock newClock) {
    return new SimulatorSettings(
        port, notificationUrl, timeScale, newClock, notifyOnPending, maximumTransactions);
  }

  public SimulatorSettings withNotifyOnPending(boolean newValue) {
    return new SimulatorSettings(
        port, notificationUrl, timeScale, clock, newValue, maximumTransactions);
  }

  public SimulatorSettings withMaximumTransactions(int newMaximum) {
    return new SimulatorSettings(
        port, notificationUrl, timeScale, clock, notifyOnPending, newMaximum);
  }
}
