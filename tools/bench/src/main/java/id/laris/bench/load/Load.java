package id.laris.bench.load;

import id.laris.bench.load.Measurements.Slice;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.bench.meter.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Makes callers call, in one of two ways.
 *
 * <p>Closed loop: each caller has one call under way. So a slow answer slows the load; the figures
 * say what so many tills feel, not what an open crowd would.
 *
 * <p>Open loop: things begin at a fixed rate, whatever becomes of those before. Each is timed from
 * the moment at which it was to begin, so one that waits until a caller is free counts its waiting
 * (otherwise a server that hangs would be asked less while it does, and look well).
 */
public final class Load {

  /**
   * The measurements of all callers together.
   *
   * @param operations things that were done whole
   * @param late things that began late, because no caller was free
   * @param unbegun things that were not begun in time at all
   * @param slices the calls of each slice of the time
   * @param cost of one operation, as {@link Meters} reads it
   */
  public record Measured(
      Measurements calls,
      long elapsedNanos,
      long operations,
      long late,
      long unbegun,
      List<Slice> slices,
      Map<String, Double> cost) {}

  /** How late is late: more than a thread needs to wake up on a busy machine. */
  private static final long LATE_NANOS = Duration.ofMillis(10).toNanos();

  /** So long after the end callers may still begin what nobody was free for. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /**
   * The pause after a call that nobody answered; it doubles with each that follows. Without it a
   * Laris that is down would be called as fast as calls can fail.
   */
  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(10).toNanos();

  private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Plan plan;
  private final Duration duration;
  private final Measurements calls;
  private final long startNanos = System.nanoTime();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong operations = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong unbegun = new AtomicLong();

  private Load(Plan plan, Duration duration, Measurements calls) {
    this.plan = plan;
    this.duration = duration;
    this.calls = calls;
  }

  /** Measures, and tells of each second. */
  public static Measured run(Plan plan, Caller.Opening opening) throws Exception {
    return run(plan, opening, Duration.ofSeconds(1), _ -> {});
  }

  /** The same with slices of another length, and a listener who hears of each as it ends. */
  public static Measured run(
      Plan plan, Caller.Opening opening, Duration slice, Consumer<Slice> listener)
      throws Exception {
    long nanos = slice.toNanos();
    List<Slice> slices = new ArrayList<>();
    List<Caller> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(plan.callers())) {
      for (int i = 0; i < plan.callers(); i++) {
        callers.add(opening.open());
      }
      Measurements calls = new Measurements();
      var _ = new Load(plan, plan.warmup(), calls).run(threads, callers);
      Map<String, Double> before = plan.meters().read();
      calls.begin();
      Load load = new Load(plan, plan.duration(), calls);
      // An interval at the end, or after a listener that took long, is too short to tell anything.
      Runnable end =
          () -> {
            if (calls.sliceNanos() >= nanos / 2) {
              slices.add(calls.slice());
              listener.accept(slices.getLast());
            }
          };
      long elapsed;
      try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
        var _ = clock.scheduleAtFixedRate(end, nanos, nanos, TimeUnit.NANOSECONDS);
        elapsed = load.run(threads, callers);
      }
      end.run();
      long operations = load.operations.get();
      return new Measured(
          calls,
          // At a fixed rate the last thing begins before the time is over.
          plan.open() ? Math.max(elapsed, plan.duration().toNanos()) : elapsed,
          operations,
          load.late.get(),
          load.unbegun.get(),
          List.copyOf(slices),
          Meters.each(before, plan.meters().read(), operations));
    } finally {
      for (Caller caller : callers) {
        caller.close();
      }
    }
  }

  /** Returns how many nanoseconds it took. */
  private long run(ExecutorService threads, List<Caller> callers) throws Exception {
    var work = callers.stream().map(caller -> Executors.callable(() -> run(caller))).toList();
    for (Future<?> done : threads.invokeAll(work)) {
      var _ = done.get();
    }
    return System.nanoTime() - startNanos;
  }

  private void run(Caller caller) {
    Stopwatch stopwatch = new Stopwatch(calls);
    if (plan.open()) {
      open(caller, stopwatch);
    } else {
      long end = startNanos + duration.toNanos();
      long pauseNanos = FIRST_PAUSE_NANOS;
      while (System.nanoTime() - end < 0) {
        if (once(caller, stopwatch)) {
          pauseNanos = FIRST_PAUSE_NANOS;
        } else {
          waitUntil(Math.min(end, System.nanoTime() + pauseNanos));
          pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        }
      }
    }
  }

  /** Whoever is free takes the next thing that is to begin. */
  private void open(Caller caller, Stopwatch stopwatch) {
    long count = Math.multiplyExact(duration.toMillis(), plan.ratePerSecond()) / 1_000;
    long tooLate = startNanos + duration.plus(GRACE).toNanos();
    for (long number = begun.getAndIncrement(); number < count; number = begun.getAndIncrement()) {
      if (System.nanoTime() > tooLate) {
        unbegun.incrementAndGet();
        continue;
      }
      long due = startNanos + number * Duration.ofSeconds(1).toNanos() / plan.ratePerSecond();
      try {
        caller.prepare(due, stopwatch);
      } catch (CallFailedException counted) {
        // The next one must not fail before its time either.
        waitUntil(due);
        continue;
      }
      waitUntil(due);
      if (System.nanoTime() - due > LATE_NANOS) {
        late.incrementAndGet();
      }
      stopwatch.due(due);
      var _ = once(caller, stopwatch);
    }
  }

  /** Returns whether anybody answered; the measurements have what failed. */
  private boolean once(Caller caller, Stopwatch stopwatch) {
    try {
      caller.once(stopwatch);
      operations.incrementAndGet();
      return true;
    } catch (CallFailedException counted) {
      return !counted.isUnavailable();
    }
  }

  /** Waits until a moment of {@link System#nanoTime}; returns at once where that is over. */
  public static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
