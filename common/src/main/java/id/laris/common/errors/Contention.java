package id.laris.common.errors;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import org.hibernate.StaleStateException;
import org.springframework.dao.OptimisticLockingFailureException;

/** Failures because another transaction changed the same rows at the same moment. */
public final class Contention {

  private Contention() {}

  /**
   * Returns whether the transaction lost a deadlock or a serialization, or found a row changed
   * since it had read it. It has changed nothing, and may succeed if it is done again.
   */
  public static boolean caused(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (isLost(cause)) {
        return true;
      }
    }
    return false;
  }

  static boolean isLost(Throwable cause) {
    return switch (cause) {
      // 40001: serialization failure; 40P01: deadlock
      case SQLException sql -> String.valueOf(sql.getSQLState()).matches("40001|40P01");
      case OptimisticLockingFailureException _, OptimisticLockException _, StaleStateException _ ->
          true;
      default -> false;
    };
  }
}
