package id.laris.common.errors;

import java.sql.SQLException;

/** Temporary failures: the same work may succeed soon. */
public final class PassingFailure {

  private PassingFailure() {}

  /**
   * Returns whether the database or another service was not available, or another transaction
   * interfered.
   */
  public static boolean caused(Throwable thrown) {
    if (Contention.caused(thrown)) {
      return true;
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isPassing(sql)) {
        return true;
      }
      if (cause instanceof PosException known && known.reason() == Reason.UNAVAILABLE) {
        return true;
      }
    }
    return false;
  }

  static boolean isPassing(SQLException sql) {
    // 08: connection; 53: resources; 57P: shutdown; 55P03: lock timeout; 25P03: idle for too long;
    // 25006: read-only; no state: the pool gave none
    String state = sql.getSQLState();
    return state == null || state.matches("08...|53...|57P..|55P03|25P03|25006");
  }

  /**
   * Returns whether the database answers but takes no writes: its disk is full, or it is read-only.
   */
  static boolean refusesWrites(SQLException sql) {
    return String.valueOf(sql.getSQLState()).matches("53100|25006");
  }
}
