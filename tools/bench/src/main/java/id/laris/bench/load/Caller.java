package id.laris.bench.load;

import com.google.protobuf.Message;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.LarisClient;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the callers of a scenario, who does one thing over and over, as {@link Load} says. */
public interface Caller extends AutoCloseable {

  void once(Stopwatch stopwatch) throws CallFailedException;

  /**
   * Makes what the next {@link #once} needs, where things begin at a fixed rate. It may wait itself
   * until shortly before.
   *
   * @param dueNanos when that is to begin, by {@link System#nanoTime}
   */
  default void prepare(long dueNanos, Stopwatch stopwatch) throws CallFailedException {}

  @Override
  default void close() throws SQLException {}

  /** Opens one more caller, with a connection of its own as a till has. */
  @FunctionalInterface
  interface Opening {
    Caller open() throws Exception;
  }

  /** A way to read, with its name in the table. */
  record Read(String name, Stopwatch.Call<? extends Message> call) {}

  /** A caller that makes the reads in turn: one each time, so that a failure hides no other. */
  static Caller reading(LarisClient client, List<Read> reads) {
    AtomicInteger next = new AtomicInteger();
    return new Caller() {
      @Override
      public void once(Stopwatch stopwatch) throws CallFailedException {
        Read read = reads.get(next.getAndIncrement() % reads.size());
        var _ = stopwatch.time(read.name(), read.call());
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }
}
