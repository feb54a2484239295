package id.laris.sales.quote;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.PosException.FieldViolation;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.QuoteProblem;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Refuses items that the catalog cannot sell, all in one error, so that a cashier does not find
 * them one by one.
 */
public final class Problems {

  private Problems() {}

  /** Refuses an order for the problems of its items. */
  public static void refuse(List<QuoteProblem> problems, ItemNames names) {
    if (problems.isEmpty()) {
      return;
    }
    PosException refusal =
        refusal(
            problems,
            problem ->
                new FieldViolation(
                    names.field(problem.getItemIndex(), problem.getField()),
                    names.describe(problem.getItemIndex(), problem.getMessage())));
    throw names == ItemNames.LISTED
        ? refusal
        : refusal.withEach(
            ItemNames.ITEM_INDEX,
            problems.stream().map(problem -> String.valueOf(problem.getItemIndex())).toList());
  }

  /**
   * Refuses a call about one item for the problems of that item.
   *
   * @param field the field of the request for a field of the item, which is empty for the whole
   */
  public static void refuseItem(List<QuoteProblem> problems, UnaryOperator<String> field) {
    if (!problems.isEmpty()) {
      throw refusal(
          problems,
          problem -> new FieldViolation(field.apply(problem.getField()), problem.getMessage()));
    }
  }

  private static PosException refusal(
      List<QuoteProblem> problems, Function<QuoteProblem, FieldViolation> violation) {
    return Errors.invalid(
        Reason.valueOf(problems.getFirst().getReason()), problems.stream().map(violation).toList());
  }
}
