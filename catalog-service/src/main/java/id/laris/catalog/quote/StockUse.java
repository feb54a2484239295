package id.laris.catalog.quote;

import id.laris.common.money.Amounts;
import id.laris.pos.v1.StockLine;
import java.math.BigInteger;
import java.util.UUID;

/**
 * The quantity of a variant's stock that a sale takes, in its smallest step. It may be more than
 * any stock can be.
 */
record StockUse(UUID variantId, BigInteger quantity) {

  /** The largest quantity of a {@link StockLine}. */
  static final BigInteger MOST = BigInteger.valueOf(1_000_000_000_000L);

  boolean isNothing() {
    return quantity.signum() == 0;
  }

  boolean isTooMuch() {
    return quantity.compareTo(MOST) > 0;
  }

  StockLine toProto() {
    return StockLine.newBuilder()
        .setVariantId(variantId.toString())
        .setQuantity(Amounts.of(quantity))
        .build();
  }
}
