package id.laris.inventory.purchase;

import com.fasterxml.jackson.annotation.JsonIgnore;
import id.laris.common.Ids;
import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import id.laris.pos.v1.PurchaseOrder.Line;
import java.util.UUID;

/**
 * A variant that is bought. Quantities are in the smallest step of its stock unit, costs in minor
 * units.
 *
 * @param packCost the cost of {@code packSize} of it
 * @param received the quantity that has arrived
 * @param receivedAsOrdered the part of it that arrived at the ordered cost
 * @param receivedCost the cost of the quantity that has arrived
 */
record PurchaseLine(
    UUID variantId,
    long quantity,
    long packCost,
    long packSize,
    long received,
    long receivedAsOrdered,
    long receivedCost) {

  static PurchaseLine of(Line line) {
    return new PurchaseLine(
        Ids.parse(line.getVariantId()),
        line.getQuantity(),
        line.getPackCost(),
        Math.max(line.getPackSize(), 1),
        0,
        0,
        0);
  }

  @JsonIgnore
  long remaining() {
    return quantity - received;
  }

  /** Returns the cost of the ordered quantity. */
  @JsonIgnore
  long total() {
    return costOf(quantity);
  }

  private long costOf(long count) {
    return Rounding.multiplyDivide(packCost, count, packSize, 1);
  }

  /**
   * Returns the line after more has arrived at the ordered cost: the costs of the parts add up to
   * the total.
   */
  PurchaseLine arrivedAsOrdered(long count) {
    long cost = costOf(receivedAsOrdered + count) - costOf(receivedAsOrdered);
    return arrived(count, receivedAsOrdered + count, cost);
  }

  /** Returns the line after more has arrived at another cost. */
  PurchaseLine arrivedFor(long count, long otherPackCost) {
    return arrived(
        count, receivedAsOrdered, Rounding.multiplyDivide(otherPackCost, count, packSize, 1));
  }

  private PurchaseLine arrived(long count, long asOrdered, long cost) {
    return new PurchaseLine(
        variantId,
        quantity,
        packCost,
        packSize,
        Amounts.add(received, count),
        asOrdered,
        Amounts.add(receivedCost, cost));
  }
}
