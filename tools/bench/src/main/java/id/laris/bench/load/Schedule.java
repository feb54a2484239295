package id.laris.bench.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When things are to begin that come at a fixed rate. Callers share it: whoever is free takes the
 * next.
 */
final class Schedule {

  /** Nothing is to begin any more. */
  static final long OVER = -1;

  /** So long after the end callers may still begin what nobody was free for. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private final int ratePerSecond;
  private final long startNanos = System.nanoTime();
  private final long count;
  private final long tooLateNanos;
  private final AtomicLong taken = new AtomicLong();

  Schedule(int ratePerSecond, Duration duration) {
    this.ratePerSecond = ratePerSecond;
    this.count = Math.multiplyExact(duration.toMillis(), ratePerSecond) / 1_000;
    this.tooLateNanos = startNanos + duration.plus(GRACE).toNanos();
  }

  /** The number of the next thing, or {@link #OVER}. */
  long take() {
    long number = taken.getAndIncrement();
    return number < count ? number : OVER;
  }

  /** When it is to begin, by {@link System#nanoTime}. */
  long due(long number) {
    return startNanos + number * Duration.ofSeconds(1).toNanos() / ratePerSecond;
  }

  /** Whether it is too late to begin anything: what is left is told, and not done. */
  boolean isTooLate() {
    return System.nanoTime() > tooLateNanos;
  }
}
