package id.laris.torture.load;

import id.laris.torture.world.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** How tills are off at the moment: their clocks, and how long they wait. */
public final class Conditions {

  private static final int DEADLINE_MILLIS = 10_000;
  private static final int LONGEST_SHORT_DEADLINE_MILLIS = 60;
  private static final Duration YEAR = Duration.ofDays(365);

  private volatile boolean closing;
  private volatile int clockYears;
  private volatile boolean hasty;

  /** From now on every till turns home after its customer. */
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
  public void hasty(boolean now) {
    hasty = now;
  }

  /** What the clock of a till says. */
  Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis()).plus(YEAR.multipliedBy(clockYears));
  }

  boolean clocksAreRight() {
    return clockYears == 0;
  }

  /** How long the next call may take. */
  int deadlineMillis() {
    return hasty && !closing
        ? 1 + ThreadLocalRandom.current().nextInt(LONGEST_SHORT_DEADLINE_MILLIS)
        : DEADLINE_MILLIS;
  }

  /** An id as a till makes it. */
  String newId(Dice dice) {
    return dice.uuidAt(now().toEpochMilli());
  }
}
