package id.laris.catalog.quote;

import static java.util.stream.Collectors.toSet;

import id.laris.catalog.memory.KnownProduct;
import id.laris.catalog.memory.KnownVariant;
import id.laris.catalog.memory.Sight;
import id.laris.common.Ids;
import id.laris.pos.v1.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The components of the composites of a quote, through all levels. */
final class QuotedRecipes {

  /**
   * A component.
   *
   * @param quantity how much one whole composite takes, in the component's stock steps
   * @param stockSteps how many steps of its stock one whole of the component is
   * @param trackStock whether its stock is counted
   */
  record Part(UUID variantId, long quantity, long stockSteps, boolean trackStock) {}

  private final Map<UUID, List<Part>> parts;

  QuotedRecipes(Map<UUID, List<Part>> parts) {
    this.parts = parts;
  }

  /**
   * Looks at the recipes of these variants, of their components, and so on down: level by level.
   */
  static QuotedRecipes of(Sight catalog, Collection<KnownVariant> variants) {
    Map<UUID, List<Part>> parts = new HashMap<>();
    Collection<KnownVariant> level = variants;
    while (!level.isEmpty()) {
      Map<UUID, KnownVariant> components = catalog.variants(componentsOf(level));
      Map<UUID, KnownProduct> products =
          catalog.products(
              components.values().stream().map(KnownVariant::productId).collect(toSet()));
      for (KnownVariant composite : level) {
        parts.put(composite.id(), parts(composite, components, products));
      }
      level =
          components.values().stream()
              .filter(component -> !parts.containsKey(component.id()))
              .toList();
    }
    return new QuotedRecipes(parts);
  }

  private static List<Part> parts(
      KnownVariant composite,
      Map<UUID, KnownVariant> components,
      Map<UUID, KnownProduct> products) {
    List<Part> parts = new ArrayList<>();
    for (Variant.Component component : composite.message().getComponentsList()) {
      KnownVariant variant =
          Objects.requireNonNull(components.get(Ids.parse(component.getVariantId())));
      KnownProduct product = Objects.requireNonNull(products.get(variant.productId()));
      parts.add(
          new Part(
              variant.id(),
              component.getQuantity(),
              variant.stockSteps(),
              product.message().getTrackStock()));
    }
    return parts;
  }

  private static Set<UUID> componentsOf(Collection<KnownVariant> variants) {
    Set<UUID> ids = new HashSet<>();
    for (KnownVariant variant : variants) {
      variant
          .message()
          .getComponentsList()
          .forEach(component -> ids.add(Ids.parse(component.getVariantId())));
    }
    return ids;
  }

  /** Returns the components of one whole unit of the variant; empty if it is not composite. */
  List<Part> of(UUID variantId) {
    return parts.getOrDefault(variantId, List.of());
  }
}
