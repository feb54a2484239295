package id.laris.sales.location;

import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import id.laris.pos.v1.Location.CashRounding.Mode;

/**
 * The rounding of cash at a location without small coins.
 *
 * @param step in minor units; 0 does not round
 */
public record CashRounding(long step, Mode mode) {

  /** The nearest amount that can be paid in cash; an amount is never below 0. */
  long round(long amount) {
    if (step == 0) {
      return amount;
    }
    return switch (mode) {
      case DOWN -> Math.floorDiv(amount, step) * step;
      case UP -> Amounts.multiply(Math.ceilDiv(amount, step), step);
      default -> Rounding.toIncrement(amount, step);
    };
  }
}
