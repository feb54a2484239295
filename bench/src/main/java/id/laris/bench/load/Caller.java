package id.laris.bench.load;

import java.sql.SQLException;

/**
 * One of the callers of a scenario: does its thing over and over, each time when the last is done.
 */
public interface Caller extends AutoCloseable {

  void once(Tallies tallies) throws Tallies.CallFailedException;

  @Override
  default void close() throws SQLException {}

  /** Opens one more caller, with a connection of its own as a till has. */
  @FunctionalInterface
  interface Opening {
    Caller open() throws Exception;
  }
}
