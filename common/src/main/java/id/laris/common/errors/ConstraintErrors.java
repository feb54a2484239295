package id.laris.common.errors;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The errors for violated database constraints, by the name of the constraint. Each module gives a
 * bean of its own; a constraint that none of them names is an unforeseen failure.
 */
public record ConstraintErrors(Map<String, Supplier<PosException>> byConstraint) {

  public ConstraintErrors {
    byConstraint = Map.copyOf(byConstraint);
  }
}
