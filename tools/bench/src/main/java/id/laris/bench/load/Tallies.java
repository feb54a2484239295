package id.laris.bench.load;

import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What one caller has seen, by RPC. Each caller has its own, so that counting costs no lock. */
public final class Tallies {

  /** How long the calls of one RPC took, and how those ended that failed. */
  public static final class Tally {

    private static final int SIGNIFICANT_DIGITS = 3;

    public final Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);
    public final Map<String, Long> errors = new TreeMap<>();
  }

  /** A call to be timed. */
  @FunctionalInterface
  public interface Call<T> {
    T run() throws SQLException;
  }

  /** A call has failed and is counted; what was to follow it is left out. */
  public static final class CallFailedException extends Exception {
    CallFailedException(Exception cause) {
      super(cause);
    }
  }

  private static final long NOT_DUE = Long.MIN_VALUE;

  private final @Nullable Slices slices;
  private final Map<String, Tally> byRpc = new LinkedHashMap<>();
  private long dueNanos = NOT_DUE;

  /** One message for each kind of failure, because a bare status rarely says what to mend. */
  private final Map<String, String> examples = new TreeMap<>();

  public Tallies() {
    this(null);
  }

  /** Tells the slices of all callers, too. */
  Tallies(@Nullable Slices slices) {
    this.slices = slices;
  }

  public Map<String, Tally> byRpc() {
    return byRpc;
  }

  public Map<String, String> examples() {
    return examples;
  }

  /** What comes next was to begin then, and counts from there. */
  void due(long nanos) {
    dueNanos = nanos;
  }

  /** When what comes next was to begin; now, where nothing says when. */
  public long begun() {
    return dueNanos == NOT_DUE ? System.nanoTime() : dueNanos;
  }

  /** What comes next counts from when it really begins. */
  public void forgetDue() {
    dueNanos = NOT_DUE;
  }

  public <T> T time(String rpc, Call<T> call) throws CallFailedException {
    long start = begun();
    forgetDue();
    T answer = untimed(rpc, call);
    took(rpc, System.nanoTime() - start);
    return answer;
  }

  /** Counts the call only if it fails: its time is not what is asked for. */
  public <T> T untimed(String rpc, Call<T> call) throws CallFailedException {
    try {
      return call.run();
    } catch (StatusRuntimeException e) {
      throw failed(rpc, e.getStatus().getCode().name(), e);
    } catch (SQLException e) {
      throw failed(rpc, "SQLSTATE " + e.getSQLState(), e);
    }
  }

  public void took(String rpc, long nanos) {
    tally(rpc).nanos.recordValue(nanos);
    if (slices != null) {
      slices.took(rpc, nanos);
    }
  }

  private CallFailedException failed(String rpc, String status, Exception cause) {
    tally(rpc).errors.merge(status, 1L, Long::sum);
    examples.putIfAbsent(rpc + " " + status, String.valueOf(cause.getMessage()));
    return new CallFailedException(cause);
  }

  public void add(Tallies other) {
    addErrors(other);
    other.byRpc.forEach((rpc, tally) -> tally(rpc).nanos.add(tally.nanos));
  }

  /** Of a warm-up the times mean nothing, but its failures count. */
  void addErrors(Tallies other) {
    other.byRpc.forEach(
        (rpc, tally) ->
            tally.errors.forEach(
                (status, count) -> tally(rpc).errors.merge(status, count, Long::sum)));
    other.examples.forEach(examples::putIfAbsent);
  }

  private Tally tally(String rpc) {
    return byRpc.computeIfAbsent(rpc, _ -> new Tally());
  }
}
