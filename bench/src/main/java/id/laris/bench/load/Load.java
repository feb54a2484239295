package id.laris.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Closed-loop load: N callers, each with one call under way. So a slow answer slows the load; the
 * figures say what N tills feel, not what an open crowd would.
 */
public final class Load {

  /** What all callers saw together in the time from the first start to the last end. */
  public record Measured(Tallies tallies, long elapsedNanos) {}

  private record Lap(Tallies tallies, long startNanos, long endNanos) {}

  private Load() {}

  public static Measured run(
      int callers, Caller.Opening opening, Duration warmup, Duration duration) throws Exception {
    List<Caller> open = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      for (int i = 0; i < callers; i++) {
        open.add(opening.open());
      }
      Tallies all = new Tallies();
      for (Lap lap : laps(threads, open, warmup)) {
        all.addErrors(lap.tallies());
      }
      List<Lap> laps = laps(threads, open, duration);
      laps.forEach(lap -> all.add(lap.tallies()));
      long start = Collections.min(laps.stream().map(Lap::startNanos).toList());
      long end = Collections.max(laps.stream().map(Lap::endNanos).toList());
      return new Measured(all, end - start);
    } finally {
      for (Caller caller : open) {
        caller.close();
      }
    }
  }

  private static List<Lap> laps(ExecutorService threads, List<Caller> callers, Duration duration)
      throws InterruptedException, ExecutionException {
    List<Callable<Lap>> work = new ArrayList<>();
    callers.forEach(caller -> work.add(() -> lap(caller, duration)));
    List<Lap> laps = new ArrayList<>();
    for (Future<Lap> lap : threads.invokeAll(work)) {
      laps.add(lap.get());
    }
    return laps;
  }

  private static Lap lap(Caller caller, Duration duration) {
    Tallies tallies = new Tallies();
    long start = System.nanoTime();
    while (System.nanoTime() - start < duration.toNanos()) {
      try {
        caller.once(tallies);
      } catch (Tallies.CallFailedException counted) {
        // Tallies has it; the next round begins.
      }
    }
    return new Lap(tallies, start, System.nanoTime());
  }
}
