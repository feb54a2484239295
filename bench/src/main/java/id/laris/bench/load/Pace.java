package id.laris.bench.load;

import java.util.concurrent.locks.LockSupport;

/** Waits for the time at which something is to begin. */
public final class Pace {

  private Pace() {}

  /** By {@link System#nanoTime}; returns at once where that is over. */
  public static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
