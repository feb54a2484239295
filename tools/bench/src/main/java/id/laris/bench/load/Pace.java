package id.laris.bench.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for the time at which something is to begin. */
public final class Pace {

  private Pace() {}

  /** By {@link System#nanoTime}; returns at once where that is over. */
  public static void waitUntil(long nanoTime) {
    waitUntil(nanoTime, () -> false);
  }

  /** Returns sooner where there is no need to wait any more; who says so unparks the thread. */
  static void waitUntil(long nanoTime, BooleanSupplier over) {
    for (long left = nanoTime - System.nanoTime();
        left > 0 && !over.getAsBoolean();
        left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
