package id.laris.inventory.count;

import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.inventory.stock.Level;
import id.laris.pos.v1.CountLine;

/**
 * The counted quantity of a variant, compared with the recorded stock of that moment.
 *
 * @param value what the variance has cost; below 0 for goods that are missing
 */
record CountedLine(Found found, long expected, long value) {

  /**
   * Compares the found quantity with the recorded one. If a newer count has corrected the level
   * already, the found quantity counts as expected, so the variance is 0.
   */
  static CountedLine of(Found found, long expected, Level level) {
    if (level.isCountedSince(found.countedAt())) {
      return new CountedLine(found, found.quantity(), 0);
    }
    long variance = Amounts.subtract(found.quantity(), expected);
    return new CountedLine(
        found, expected, Long.signum(variance) * level.costOf(Math.abs(variance)));
  }

  long variance() {
    return found.quantity() - expected;
  }

  CountLine toProto(String currency) {
    return toProto(found).toBuilder()
        .setExpected(expected)
        .setVariance(variance())
        .setVarianceValue(Protos.money(value, currency))
        .build();
  }

  /** Returns the counted quantity without the expected one. */
  static CountLine toProto(Found found) {
    return CountLine.newBuilder()
        .setVariantId(found.variantId().toString())
        .setCounted(found.quantity())
        .setCountedAt(Protos.timestamp(found.countedAt()))
        .build();
  }
}
