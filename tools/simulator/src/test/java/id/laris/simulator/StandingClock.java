package id.laris.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Ten in the morning in Jakarta, on the first day of 2026. */
final class StandingClock {
  static final Instant START = Instant.parse("2026-01-01T03:00:00Z");

  private StandingClock() {}

  static Clock create() {
    return Clock.fixed(START, ZoneOffset.UTC);
  }
}
