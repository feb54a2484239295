package id.laris.bench.load;

import io.grpc.StatusRuntimeException;
import java.sql.SQLException;

/** Times the calls of one caller, and tells the measurements of all of them. */
public final class Stopwatch {

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

  private final Measurements measurements;
  private long dueNanos = NOT_DUE;

  public Stopwatch(Measurements measurements) {
    this.measurements = measurements;
  }

  /** The next call was to begin at this time, and counts from there. */
  void due(long nanos) {
    dueNanos = nanos;
  }

  /** When the next call was to begin; now, where nothing says when. */
  public long begun() {
    return dueNanos == NOT_DUE ? System.nanoTime() : dueNanos;
  }

  /** The next call counts from when it really begins. */
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
      measurements.failed(rpc, e.getStatus().getCode().name(), e);
      throw new CallFailedException(e);
    } catch (SQLException e) {
      measurements.failed(rpc, "SQLSTATE " + e.getSQLState(), e);
      throw new CallFailedException(e);
    }
  }

  public void took(String rpc, long nanos) {
    measurements.took(rpc, nanos);
  }
}
