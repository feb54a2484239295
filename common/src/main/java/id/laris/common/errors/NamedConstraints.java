package id.laris.common.errors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.stereotype.Component;

/** The constraints of the database that a call may violate, with the error of each. */
@Component
public class NamedConstraints {

  private static final String UNIQUE_VIOLATION = "23505";

  private final Map<String, Supplier<PosException>> byConstraint = new HashMap<>();

  /**
   * @param constraintErrors those of every service; null where no service has any
   */
  NamedConstraints(@Nullable List<ConstraintErrors> constraintErrors) {
    Objects.requireNonNullElse(constraintErrors, List.<ConstraintErrors>of())
        .forEach(errors -> byConstraint.putAll(errors.byConstraint()));
  }

  /** The error for the violated constraint, where it has one. */
  Optional<PosException> error(PSQLException violation) {
    return Optional.ofNullable(byConstraint.get(constraint(violation))).map(Supplier::get);
  }

  /**
   * Returns whether a row with the same key was stored since this transaction had looked for it:
   * done again, it finds that row. Other keys that a caller chooses, such as SKUs, have errors of
   * their own.
   */
  public boolean isTwin(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        String constraint = constraint(sql);
        return constraint.endsWith("_pkey") || !byConstraint.containsKey(constraint);
      }
    }
    return false;
  }

  private static String constraint(PSQLException violation) {
    ServerErrorMessage message = violation.getServerErrorMessage();
    return message == null ? "" : String.valueOf(message.getConstraint());
  }
}
