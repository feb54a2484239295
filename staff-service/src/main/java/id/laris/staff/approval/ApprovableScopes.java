package id.laris.staff.approval;

import id.laris.common.errors.Errors;
import java.util.Set;

/**
 * The scopes that an approval can give: what cashiers do at a till with somebody beside them. No
 * other is ever given, such as those that change staff, keys or registers.
 */
final class ApprovableScopes {

  private static final Set<String> ALL =
      Set.of(
          "sales.void",
          "sales.discount",
          "sales.refund",
          "sales.price_override",
          "payments.refund",
          "shifts.no_sale",
          "shifts.write");

  private ApprovableScopes() {}

  /** Refuses any other scope. Errors: VALIDATION_FAILED. */
  static void require(String action) {
    if (!contain(action)) {
      throw Errors.invalid(
          "action",
          "must be a scope that can be approved: "
              + String.join(", ", ALL.stream().sorted().toList()));
    }
  }

  static boolean contain(String action) {
    return ALL.contains(action);
  }
}
