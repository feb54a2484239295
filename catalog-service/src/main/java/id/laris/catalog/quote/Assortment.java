package id.laris.catalog.quote;

import id.laris.catalog.memory.KnownVariant;
import id.laris.catalog.memory.Sight;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The products and variants of a quote.
 *
 * @param activeByProduct the variants that are active themselves, of products that are asked for as
 *     such
 */
record Assortment(
    Map<UUID, QuotedProduct> products,
    Map<UUID, QuotedVariant> variants,
    Map<UUID, List<QuotedVariant>> activeByProduct) {

  /**
   * Looks at the requested products and variants.
   *
   * @param productIds the products that are asked for without a variant
   */
  static Assortment of(Sight catalog, Collection<UUID> variantIds, Collection<UUID> productIds) {
    Map<UUID, List<UUID>> active = catalog.activeVariants(productIds);
    Set<UUID> wantedVariants = new HashSet<>(variantIds);
    active.values().forEach(wantedVariants::addAll);
    Map<UUID, KnownVariant> known = catalog.variants(wantedVariants);
    Set<UUID> wantedProducts = new HashSet<>(productIds);
    known.values().forEach(variant -> wantedProducts.add(variant.productId()));
    Map<UUID, QuotedProduct> products = new HashMap<>();
    catalog
        .products(wantedProducts)
        .forEach(
            (id, product) ->
                products.put(id, new QuotedProduct(product, catalog.path(product.categoryId()))));
    Map<UUID, QuotedVariant> variants = new HashMap<>();
    known.forEach(
        (id, variant) ->
            variants.put(
                id,
                new QuotedVariant(
                    variant, Objects.requireNonNull(products.get(variant.productId())))));
    Map<UUID, List<QuotedVariant>> activeByProduct = new HashMap<>();
    active.forEach(
        (productId, ids) ->
            activeByProduct.put(
                productId, ids.stream().map(variants::get).filter(Objects::nonNull).toList()));
    return new Assortment(products, variants, activeByProduct);
  }

  @Nullable QuotedVariant variant(UUID id) {
    return variants.get(id);
  }

  @Nullable QuotedProduct product(UUID id) {
    return products.get(id);
  }

  /** The variants of a product, asked for as such, that are active themselves. */
  List<QuotedVariant> activeVariants(UUID productId) {
    return activeByProduct.getOrDefault(productId, List.of());
  }
}
