package id.laris.bench.load;

import java.sql.SQLException;

/** One of the callers of a scenario: does its thing over and over, as {@link Load} tells it to. */
public interface Caller extends AutoCloseable {

  void once(Tallies tallies) throws Tallies.CallFailedException;

  /**
   * Makes what the next {@link #once} needs, where things begin at a fixed rate. It may wait itself
   * until shortly before.
   *
   * @param dueNanos when that is to begin, by {@link System#nanoTime}
   */
  default void prepare(long dueNanos, Tallies tallies) throws Tallies.CallFailedException {}

  @Override
  default void close() throws SQLException {}

  /** Opens one more caller, with a connection of its own as a till has. */
  @FunctionalInterface
  interface Opening {
    Caller open() throws Exception;
  }
}
