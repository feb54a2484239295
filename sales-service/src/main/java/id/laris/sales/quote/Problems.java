package id.laris.sales.quote;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException.FieldViolation;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.QuoteProblem;
import java.util.List;

/**
 * Refuses items that the catalog cannot sell, all in one error, so that a cashier does not find
 * them one by one.
 */
public final class Problems {

  private Problems() {}

  public static void refuse(List<QuoteProblem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    throw Errors.invalid(
        Reason.valueOf(problems.getFirst().getReason()),
        problems.stream()
            .map(problem -> new FieldViolation(field(problem), problem.getMessage()))
            .toList());
  }

  private static String field(QuoteProblem problem) {
    String item = "items[%d]".formatted(problem.getItemIndex());
    return problem.getField().isEmpty() ? item : item + "." + problem.getField();
  }
}
