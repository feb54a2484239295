package id.laris.bench.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What all callers see together, in one slice of time after the other. */
public final class Slices implements AutoCloseable {

  /** What there was of one RPC. */
  public record Part(long count, double ratePerSecond, double p99Ms) {}

  /**
   * What ended in a slice of time, by RPC.
   *
   * @param untilSeconds the end of it, since the start
   */
  public record Slice(double untilSeconds, Map<String, Part> byRpc) {}

  /** Hears of each slice when it is over. The next has begun already. */
  @FunctionalInterface
  public interface Listener {
    void over(Slice slice);
  }

  private static final int SIGNIFICANT_DIGITS = 3;

  private final long sliceNanos;
  private final Listener listener;
  private final Map<String, Recorder> recorders = new ConcurrentHashMap<>();
  private final long startNanos = System.nanoTime();
  private final Thread thread;
  private volatile boolean closed;
  private long lastNanos = startNanos;

  Slices(Duration slice, Listener listener) {
    this.sliceNanos = slice.toNanos();
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("slices").start(this::run);
  }

  /** Any thread may tell. */
  void took(String rpc, long nanos) {
    recorders.computeIfAbsent(rpc, _ -> new Recorder(SIGNIFICANT_DIGITS)).recordValue(nanos);
  }

  private void run() {
    for (long end = startNanos + sliceNanos; !closed; end += sliceNanos) {
      Pace.waitUntil(end, () -> closed);
      long now = System.nanoTime();
      // What is left at the end is too short to tell anything.
      if (now - lastNanos >= sliceNanos / 2) {
        listener.over(slice(now));
      }
    }
  }

  private Slice slice(long now) {
    double seconds = (now - lastNanos) / 1e9;
    lastNanos = now;
    Map<String, Part> parts = new TreeMap<>();
    recorders.forEach(
        (rpc, recorder) -> {
          Histogram nanos = recorder.getIntervalHistogram();
          long count = nanos.getTotalCount();
          parts.put(rpc, new Part(count, count / seconds, nanos.getValueAtPercentile(99) / 1e6));
        });
    return new Slice((now - startNanos) / 1e9, parts);
  }

  /** Returns when the last slice was told of. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
