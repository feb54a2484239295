package id.laris.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. */
public final class FakeClock extends Clock {

  /** The time at which every test begins: noon in Jakarta. */
  public static final Instant START = Instant.parse("2026-01-15T05:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  public void set(Instant instant) {
    now.set(instant);
  }

  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new IllegalArgumentException("nothing in Laris asks a clock for its zone");
  }
}
