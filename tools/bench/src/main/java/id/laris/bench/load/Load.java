package id.laris.bench.load;

import id.laris.bench.meter.Cost;
import id.laris.bench.meter.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Makes callers call, in one of two ways.
 *
 * <p>Closed loop: each caller has one call under way. So a slow answer slows the load; the figures
 * say what so many tills feel, not what an open crowd would.
 *
 * <p>Open loop: things begin at a fixed rate, whatever becomes of those before. Each is timed from
 * the moment at which it was to begin, so one that waits until a caller is free counts its waiting
 * (otherwise a server that stands still would be asked less while it does, and look well).
 */
public final class Load {

  /**
   * What all callers saw together in the time from the first start to the last end.
   *
   * @param operations things that were done whole
   * @param late things that began late, because no caller was free
   * @param unbegun things that were not begun in time at all
   */
  public record Measured(
      Tallies tallies,
      long elapsedNanos,
      long operations,
      long late,
      long unbegun,
      List<Slices.Slice> seconds,
      Cost cost) {}

  private record Lap(
      Tallies tallies, long operations, long late, long unbegun, long startNanos, long endNanos) {}

  /** How late is late: more than a thread needs to wake up on a busy machine. */
  private static final long LATE_NANOS = Duration.ofMillis(10).toNanos();

  private Load() {}

  public static Measured run(Plan plan, Caller.Opening opening) throws Exception {
    List<Slices.Slice> seconds = Collections.synchronizedList(new ArrayList<>());
    return run(plan, opening, Duration.ofSeconds(1), seconds::add, seconds);
  }

  /** The like, with somebody who hears of each slice of the time as it ends. */
  public static Measured run(
      Plan plan, Caller.Opening opening, Duration slice, Slices.Listener listener)
      throws Exception {
    return run(plan, opening, slice, listener, List.of());
  }

  private static Measured run(
      Plan plan,
      Caller.Opening opening,
      Duration slice,
      Slices.Listener listener,
      List<Slices.Slice> seconds)
      throws Exception {
    List<Caller> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(plan.callers())) {
      for (int i = 0; i < plan.callers(); i++) {
        callers.add(opening.open());
      }
      Tallies all = new Tallies();
      laps(threads, callers, plan, plan.warmup(), null)
          .forEach(lap -> all.addErrors(lap.tallies()));
      Reading before = plan.meters().read();
      List<Lap> laps;
      try (Slices slices = new Slices(slice, listener)) {
        laps = laps(threads, callers, plan, plan.duration(), slices);
      }
      Reading after = plan.meters().read();
      return sum(all, laps, plan, List.copyOf(seconds), before, after);
    } finally {
      for (Caller caller : callers) {
        caller.close();
      }
    }
  }

  private static Measured sum(
      Tallies all,
      List<Lap> laps,
      Plan plan,
      List<Slices.Slice> seconds,
      Reading before,
      Reading after) {
    laps.forEach(lap -> all.add(lap.tallies()));
    long start = Collections.min(laps.stream().map(Lap::startNanos).toList());
    long end = Collections.max(laps.stream().map(Lap::endNanos).toList());
    // At a fixed rate the last thing begins before the time is over.
    long elapsed = plan.open() ? Math.max(end - start, plan.duration().toNanos()) : end - start;
    long operations = laps.stream().mapToLong(Lap::operations).sum();
    return new Measured(
        all,
        elapsed,
        operations,
        laps.stream().mapToLong(Lap::late).sum(),
        laps.stream().mapToLong(Lap::unbegun).sum(),
        seconds,
        Cost.between(before, after, operations));
  }

  private static List<Lap> laps(
      ExecutorService threads,
      List<Caller> callers,
      Plan plan,
      Duration duration,
      @Nullable Slices slices)
      throws InterruptedException, ExecutionException {
    List<Callable<Lap>> work = new ArrayList<>();
    if (plan.open()) {
      Schedule schedule = new Schedule(plan.ratePerSecond(), duration);
      callers.forEach(caller -> work.add(() -> open(caller, schedule, new Tallies(slices))));
    } else {
      callers.forEach(caller -> work.add(() -> closed(caller, duration, new Tallies(slices))));
    }
    List<Lap> laps = new ArrayList<>();
    for (Future<Lap> lap : threads.invokeAll(work)) {
      laps.add(lap.get());
    }
    return laps;
  }

  private static Lap closed(Caller caller, Duration duration, Tallies tallies) {
    long operations = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < duration.toNanos()) {
      operations += once(caller, tallies);
    }
    return new Lap(tallies, operations, 0, 0, start, System.nanoTime());
  }

  private static Lap open(Caller caller, Schedule schedule, Tallies tallies) {
    long operations = 0;
    long late = 0;
    long unbegun = 0;
    long start = System.nanoTime();
    for (long number = schedule.take(); number != Schedule.OVER; number = schedule.take()) {
      if (schedule.isTooLate()) {
        unbegun++;
        continue;
      }
      long due = schedule.due(number);
      try {
        caller.prepare(due, tallies);
      } catch (Tallies.CallFailedException counted) {
        continue;
      }
      Pace.waitUntil(due);
      late += System.nanoTime() - due > LATE_NANOS ? 1 : 0;
      tallies.due(due);
      operations += once(caller, tallies);
    }
    return new Lap(tallies, operations, late, unbegun, start, System.nanoTime());
  }

  private static int once(Caller caller, Tallies tallies) {
    try {
      caller.once(tallies);
      return 1;
    } catch (Tallies.CallFailedException counted) {
      // Tallies has it; the next round begins.
      return 0;
    }
  }
}
