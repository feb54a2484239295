package id.laris.torture.load;

import id.laris.torture.world.SeededRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The faults of the tills themselves at the moment: wrong clocks, short deadlines. */
public final class Conditions {

  private static final int DEADLINE_MILLIS = 10_000;
  private static final int LONGEST_SHORT_DEADLINE_MILLIS = 60;
  private static final Duration YEAR = Duration.ofDays(365);

  private volatile boolean closing;
  private volatile int clockYears;
  private volatile boolean shortDeadlines;

  /** From now on every till stops after its customer. */
  public void close() {
    closing = true;
  }

  public boolean closing() {
    return closing;
  }

  /** Clocks are that many years off. */
  public void clocksOff(int years) {
    clockYears = years;
  }

  /** Tills wait for milliseconds only, so that the outcome is often unknown. */
  public void shortDeadlines(boolean now) {
    shortDeadlines = now;
  }

  /** The time that the clock of a till shows. */
  Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis()).plus(YEAR.multipliedBy(clockYears));
  }

  boolean clocksAreRight() {
    return clockYears == 0;
  }

  /** The time that the next call may take. */
  int deadlineMillis() {
    return shortDeadlines && !closing
        ? 1 + ThreadLocalRandom.current().nextInt(LONGEST_SHORT_DEADLINE_MILLIS)
        : DEADLINE_MILLIS;
  }

  /** An id as a till makes it. */
  String newId(SeededRandom random) {
    return random.uuidAt(now().toEpochMilli());
  }
}
