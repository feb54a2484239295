package id.laris.staff.commission;

import id.laris.common.money.Currencies;
import id.laris.common.money.Rounding;
import id.laris.staff.sale.Sale;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rule of commissions as it was from some time on. A condition that is null always holds. */
record RuleVersion(
    UUID ruleId,
    int version,
    Instant storedAt,
    boolean deleted,
    @Nullable UUID productId,
    @Nullable UUID categoryId,
    @Nullable UUID employeeId,
    @Nullable UUID roleId,
    @Nullable Long percentPpm,
    @Nullable Long amountPerPiece,
    String currency,
    int priority,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt) {

  private static final int OF_PRODUCT = Integer.MAX_VALUE;

  /** The most that a line can cost, in minor units. */
  private static final BigInteger MOST = BigInteger.TEN.pow(15);

  /** Returns whether the line earns by it, apart from better rules. */
  boolean matches(Sale sale, Sale.Line line, Collection<UUID> roleIds) {
    return !deleted
        && (currency.isEmpty() || currency.equals(sale.currency()))
        && (startsAt == null || !sale.completedAt().isBefore(startsAt))
        && (endsAt == null || sale.completedAt().isBefore(endsAt))
        && (productId == null || productId.equals(line.productId()))
        && (categoryId == null || line.categoryIds().contains(categoryId))
        && (employeeId == null || employeeId.equals(line.employeeId()))
        && (roleId == null || roleIds.contains(roleId));
  }

  /** A number that is higher the nearer it is to the goods of a line that it matches. */
  int nearnessToGoods(Sale.Line line) {
    if (productId != null) {
      return OF_PRODUCT;
    }
    return categoryId == null
        ? -1
        : line.categoryIds().size() - line.categoryIds().indexOf(categoryId);
  }

  /** A number that is higher the nearer it is to the person. */
  int nearnessToPerson() {
    if (employeeId != null) {
      return 2;
    }
    return roleId == null ? 0 : 1;
  }

  /**
   * The commission on a line, rounded half up to the step of the currency, and never more than a
   * line can cost: the sale has happened, so a rule that is out of all reason must not stop its
   * event.
   */
  long earned(Sale sale, Sale.Line line) {
    long increment = Currencies.accountingIncrement(sale.currency());
    if (amountPerPiece != null) {
      BigInteger steps =
          BigInteger.valueOf(amountPerPiece).multiply(BigInteger.valueOf(line.quantity()));
      BigInteger unit = BigInteger.TEN.pow(line.unitDecimals());
      return Rounding.divide(steps.min(MOST.multiply(unit)), unit, increment);
    }
    return percentPpm == null ? 0 : Rounding.share(line.net(), percentPpm, increment);
  }
}
