package id.laris.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** The simulator's time: a clock that can be moved forward. */
final class SimulatorClock {

  /** Jakarta's time, which Midtrans uses without stating it. */
  static final ZoneOffset WIB = ZoneOffset.ofHours(7);

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(WIB);

  private final Clock base;
  private final AtomicReference<Duration> advanced = new AtomicReference<>(Duration.ZERO);

  SimulatorClock(Clock base) {
    this.base = base;
  }

  Instant now() {
    return base.instant().plus(advanced.get());
  }

  void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("the clock only goes forward");
    }
    advanced.updateAndGet(before -> before.plus(duration));
  }

  static String format(Instant instant) {
    return FORMAT.format(instant);
  }
}
