package id.laris.bench.load;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How long the calls of all callers took, by RPC, and how those ended that failed. */
public final class Measurements {

  private static final int SIGNIFICANT_DIGITS = 3;

  /** The calls of one RPC; {@code number} is its place among all RPCs, by their first calls. */
  private record Rpc(int number, Recorder recorder, Histogram total, Map<String, Long> errors) {}

  /** The calls of one RPC in a slice of time. */
  public record Part(long count, double ratePerSecond, double p99Ms) {}

  /**
   * The calls that ended in a slice of time, by RPC.
   *
   * @param untilSeconds the end of it, since the start
   */
  public record Slice(double untilSeconds, Map<String, Part> byRpc) {}

  private final Map<String, Rpc> rpcs = new ConcurrentHashMap<>();

  /** One message for each kind of failure, because a bare status rarely says what to mend. */
  private final Map<String, String> examples = new ConcurrentHashMap<>();

  private long startNanos = System.nanoTime();
  private long sliceNanos = startNanos;

  public Map<String, String> examples() {
    return examples;
  }

  /** Visits each RPC that was called, in the order of their first calls. */
  public void forEach(BiConsumer<String, Histogram> nanos) {
    var _ = slice();
    rpcs.entrySet().stream()
        .filter(entry -> called(entry.getValue()))
        .sorted(Comparator.comparingInt(entry -> entry.getValue().number()))
        .forEach(entry -> nanos.accept(entry.getKey(), entry.getValue().total()));
  }

  private static boolean called(Rpc rpc) {
    return rpc.total().getTotalCount() > 0 || !rpc.errors().isEmpty();
  }

  /** How many calls of an RPC failed, by status. */
  public Map<String, Long> errors(String rpc) {
    return new TreeMap<>(rpc(rpc).errors());
  }

  void took(String rpc, long nanos) {
    rpc(rpc).recorder().recordValue(nanos);
  }

  void failed(String rpc, String status, Exception cause) {
    rpc(rpc).errors().merge(status, 1L, Long::sum);
    examples.putIfAbsent(rpc + " " + status, String.valueOf(cause.getMessage()));
  }

  /** Ends the warm-up: its times mean nothing, but its failures count. */
  synchronized void begin() {
    var _ = slice();
    rpcs.values().forEach(rpc -> rpc.total().reset());
    startNanos = sliceNanos;
  }

  /** How long the slice is that has begun with the last one's end. */
  synchronized long sliceNanos() {
    return System.nanoTime() - sliceNanos;
  }

  /** Ends a slice of time, and begins the next. */
  synchronized Slice slice() {
    long now = System.nanoTime();
    double seconds = (now - sliceNanos) / 1e9;
    sliceNanos = now;
    Map<String, Part> parts = new TreeMap<>();
    rpcs.forEach(
        (name, rpc) -> {
          Histogram nanos = rpc.recorder().getIntervalHistogram();
          rpc.total().add(nanos);
          long count = nanos.getTotalCount();
          parts.put(name, new Part(count, count / seconds, nanos.getValueAtPercentile(99) / 1e6));
        });
    return new Slice((now - startNanos) / 1e9, parts);
  }

  private Rpc rpc(String name) {
    Rpc known = rpcs.get(name);
    return known != null ? known : rpcs.computeIfAbsent(name, _ -> newRpc());
  }

  private Rpc newRpc() {
    return new Rpc(
        rpcs.size(),
        new Recorder(SIGNIFICANT_DIGITS),
        new Histogram(SIGNIFICANT_DIGITS),
        new ConcurrentHashMap<>());
  }
}
