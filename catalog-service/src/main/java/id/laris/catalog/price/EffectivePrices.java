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

  /** The prices of variants at a place and time, read in one statement. */
  public record Sheet(
      Map<UUID, List<Price>> byVariant, @Nullable UUID locationId, Instant at, String currency) {

    /** The price that wins for so much of the variant, in the smallest step of its unit. */
    public Optional<PriceChoice> choose(UUID variantId, long quantity) {
      return PriceChoice.among(
          byVariant.getOrDefault(variantId, List.of()), locationId, at, quantity);
    }
  }

  /**
   * Reads the prices that may apply.
   *
   * @param locationId null for nowhere in particular: prices of locations are then left out
   */
  public Sheet sheet(
      Collection<UUID> variantIds, @Nullable UUID locationId, Instant at, String currency) {
    List<Price> candidates =
        prices.candidates(variantIds.toArray(UUID[]::new), currency, locationId, at);
    return new Sheet(
        candidates.stream().collect(groupingBy(price -> price.scope().variantId())),
        locationId,
        at,
        currency);
  }
}
