package id.laris.bench.load;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.util.function.Supplier;

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

    boolean isUnavailable() {
      return Status.fromThrowable(this).getCode() == Status.Code.UNAVAILABLE;
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

  /** The same, where nobody needs the answer. */
  public void call(String rpc, Call<?> call) throws CallFailedException {
    var _ = time(rpc, call);
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

  /** Counts a failure where something is not as it must be. */
  public void require(String what, boolean good, Supplier<String> otherwise)
      throws CallFailedException {
    if (!good) {
      throw failed(what, Status.Code.DATA_LOSS.name(), new IllegalStateException(otherwise.get()));
    }
  }

  private CallFailedException failed(String rpc, String status, Exception cause) {
    measurements.failed(rpc, status, cause);
    return new CallFailedException(cause);
  }

  public void took(String rpc, long nanos) {
    measurements.took(rpc, nanos);
  }
}
