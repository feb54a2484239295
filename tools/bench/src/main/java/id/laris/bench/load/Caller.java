package id.laris.bench.load;

import id.laris.bench.load.Stopwatch.CallFailedException;
import java.sql.SQLException;

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
  void close() throws SQLException;

  /** Opens one more caller, with a connection of its own as a till has. */
  @FunctionalInterface
  interface Opening {
    Caller open() throws Exception;
  }

  /** The thing that a caller does. */
  @FunctionalInterface
  interface Work {
    void once(Stopwatch stopwatch) throws CallFailedException;
  }

  /** The end of a connection. */
  @FunctionalInterface
  interface End {
    void close() throws SQLException;
  }

  /** A caller with a connection that ends with it. */
  static Caller of(End connection, Work work) {
    return new Caller() {
      @Override
      public void once(Stopwatch stopwatch) throws CallFailedException {
        work.once(stopwatch);
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }
}
