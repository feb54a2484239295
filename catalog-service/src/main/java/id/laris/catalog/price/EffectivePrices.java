package id.laris.catalog.price;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the price that applies: the one implementation, for one variant and for whole orders. */
@Component
public class EffectivePrices {

  private final Prices prices;

  EffectivePrices(Prices prices) {
    this.prices = prices;
  }

  /**
   * The things that decide on a price beside the variant and the quantity.
   *
   * @param locationId null for nowhere in particular: prices of locations are then left out
   */
  public record Occasion(@Nullable UUID locationId, Instant at, String currency) {

    /** The price that wins for so much, in the smallest step of the variant's unit. */
    public Optional<PriceChoice> choose(List<Price> pricesOfVariant, long quantity) {
      return PriceChoice.among(
          pricesOfVariant.stream().filter(price -> price.currency().equals(currency)).toList(),
          locationId,
          at,
          quantity);
    }
  }

  /** All prices of variants that are not deleted, read in the current transaction. */
  public Map<UUID, List<Price>> live(Collection<UUID> variantIds) {
    return prices.liveOf(variantIds.toArray(UUID[]::new)).stream()
        .collect(groupingBy(price -> price.scope().variantId()));
  }
}
