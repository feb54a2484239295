package id.laris.inventory.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import id.laris.common.errors.Errors;
import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import id.laris.inventory.stock.Layers;
import java.util.UUID;

/**
 * A variant of a transfer. Quantities are in the smallest step of its stock unit.
 *
 * @param cost the cost of the goods at the source when they left, in minor units
 * @param arrived how much has been taken out of transit, in whatever state
 * @param inTransit the goods by FIFO that are still in transit, with their age at the source
 */
record TransferLine(
    UUID variantId,
    long quantity,
    long good,
    long damaged,
    long returned,
    long cost,
    long arrived,
    Layers inTransit) {

  TransferLine {
    // A process of a version without layers writes none: the goods that it has sent are one layer,
    // at the cost of what is left of them.
    if (inTransit == null) {
      long costOfRest = cost - share(cost, arrived, quantity);
      inTransit = arrived == quantity ? Layers.NONE : Layers.of(quantity - arrived, costOfRest);
    }
  }

  static TransferLine of(UUID variantId, long quantity) {
    return new TransferLine(variantId, quantity, 0, 0, 0, 0, 0, Layers.NONE);
  }

  TransferLine shippedFor(long shippedCost, Layers goods) {
    return new TransferLine(variantId, quantity, 0, 0, 0, shippedCost, 0, goods);
  }

  @JsonIgnore
  long remaining() {
    return quantity - arrived;
  }

  /**
   * Returns the cost of the next goods to arrive: shares of parts add up to the cost of the whole.
   *
   * @param ahead how many arrive before them in the same delivery
   */
  long costOf(long ahead, long count) {
    return share(cost, arrived + ahead + count, quantity) - share(cost, arrived + ahead, quantity);
  }

  private static long share(long cost, long count, long quantity) {
    return Rounding.multiplyDivide(cost, count, quantity, 1);
  }

  TransferLine after(Arrival arrival) {
    if (arrival.total() > remaining()) {
      throw Errors.invalid(
          "lines",
          "%d of variant %s were received but only %d are in transit: correct the quantities"
              .formatted(arrival.total(), variantId, remaining()));
    }
    return new TransferLine(
        variantId,
        quantity,
        good + arrival.good(),
        damaged + arrival.damaged(),
        returned + arrival.returned(),
        cost,
        arrived + arrival.total(),
        inTransit.split(arrival.total()).rest());
  }

  /** The delivered quantities of a variant. */
  record Arrival(UUID variantId, long good, long damaged, long returned) {

    long total() {
      return Amounts.add(Amounts.add(good, damaged), returned);
    }
  }
}
