package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stock that inventory holds for an order.
 *
 * @param revision under which it was reserved; 0 where the order takes nothing from stock
 * @param until null where nothing is held
 */
public record StockHold(
    @JsonProperty("stock_revision") long revision,
    @JsonProperty("stock_reserved_until") @Nullable Instant until) {

  static final StockHold NONE = new StockHold(0, null);

  /** Returns the hold after its end; inventory still knows it by its revision. */
  StockHold ended() {
    return new StockHold(revision, null);
  }
}
