package id.laris.bench.load;

import id.laris.bench.meter.Meters;
import java.time.Duration;

/**
 * How a scenario is measured.
 *
 * @param callers how many there are; at a fixed rate, how many calls may be under way at most
 * @param ratePerSecond how many things begin each second, over all callers; 0 for a closed loop, in
 *     which each caller begins the next when the last is done
 * @param meters what is read before and after
 */
public record Plan(
    int callers, int ratePerSecond, Duration warmup, Duration duration, Meters meters) {

  /** The rate of a closed loop. */
  public static final int CLOSED = 0;

  /** True if things begin at a fixed rate, whatever becomes of those before. */
  public boolean open() {
    return ratePerSecond != CLOSED;
  }
}
