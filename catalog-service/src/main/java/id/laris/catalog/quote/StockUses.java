package id.laris.catalog.quote;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Computes the stock that a sale takes, for variants whose stock is counted. Composites are taken
 * apart down to what is not composite; it is computed exactly and rounded half up once, for each
 * variant of an item. Pure arithmetic.
 */
final class StockUses {

  private final QuotedRecipes recipes;
  // The stock that one whole unit of a composite takes. Recipes share components, so each is
  // computed once.
  private final Map<UUID, Map<UUID, Fraction>> ofOneWhole = new HashMap<>();

  StockUses(QuotedRecipes recipes) {
    this.recipes = recipes;
  }

  /**
   * Returns the stock that the sale of this quantity, in the smallest step of the unit, takes, by
   * variant id.
   */
  List<StockUse> of(QuotedVariant variant, long quantity) {
    Fraction wholes = Fraction.of(quantity, variant.unit().oneWhole());
    return ofOneWhole(variant).entrySet().stream()
        .map(use -> new StockUse(use.getKey(), use.getValue().times(wholes).roundedHalfUp()))
        .filter(use -> !use.isNothing())
        // As Postgres orders them; UUIDs themselves compare as signed numbers.
        .sorted(Comparator.comparing(use -> use.variantId().toString()))
        .toList();
  }

  private Map<UUID, Fraction> ofOneWhole(QuotedVariant variant) {
    if (!recipes.of(variant.id()).isEmpty()) {
      return ofOneWhole(variant.id());
    }
    return variant.product().tracksStock()
        ? Map.of(variant.id(), Fraction.of(variant.stockSteps(), 1))
        : Map.of();
  }

  private Map<UUID, Fraction> ofOneWhole(UUID compositeId) {
    Map<UUID, Fraction> known = ofOneWhole.get(compositeId);
    if (known != null) {
      return known;
    }
    // A recipe may be changed while the recipes of a quote are looked at: a circle ends here.
    ofOneWhole.put(compositeId, Map.of());
    Map<UUID, Fraction> uses = new HashMap<>();
    for (QuotedRecipes.Part part : recipes.of(compositeId)) {
      if (!recipes.of(part.variantId()).isEmpty()) {
        // The quantity is in steps of the component, its own recipe is for one whole of it.
        Fraction wholes = Fraction.of(part.quantity(), part.stockSteps());
        ofOneWhole(part.variantId())
            .forEach((id, use) -> uses.merge(id, use.times(wholes), Fraction::plus));
      } else if (part.trackStock()) {
        uses.merge(part.variantId(), Fraction.of(part.quantity(), 1), Fraction::plus);
      }
    }
    ofOneWhole.put(compositeId, uses);
    return uses;
  }
}
