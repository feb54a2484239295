package id.laris.catalog.quote;

import id.laris.pos.v1.StockLine;
import java.math.BigInteger;
import java.util.UUID;

/**
 * How much of a variant's stock is taken, in its smallest step. It may be more than any stock can
 * be.
 */
record StockUse(UUID variantId, BigInteger quantity) {

  /** What a {@link StockLine} can say. */
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
        .setQuantity(quantity.longValueExact())
        .build();
  }
}
