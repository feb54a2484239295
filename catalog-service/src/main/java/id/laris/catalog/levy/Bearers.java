package id.laris.catalog.levy;

import id.laris.common.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The products and locations to which a levy applies.
 *
 * @param appliesToAll whether every product bears it
 * @param categoryIds the categories whose products bear it, the categories below them included
 * @param productIds the products that bear it
 * @param locationIds the locations it holds at; empty for all
 */
@Embeddable
public record Bearers(
    @Column(name = "applies_to_all") boolean appliesToAll,
    @Column(name = "category_ids") List<UUID> categoryIds,
    @Column(name = "product_ids") List<UUID> productIds,
    @Column(name = "location_ids") List<UUID> locationIds) {

  static final Bearers NONE = new Bearers(false, List.of(), List.of(), List.of());

  /** Parses the ids of the products and locations to which a levy applies. */
  public static Bearers of(
      boolean appliesToAll,
      List<String> categoryIds,
      List<String> productIds,
      List<String> locationIds) {
    return new Bearers(
        appliesToAll,
        Ids.parseAll(categoryIds),
        Ids.parseAll(productIds),
        Ids.parseAll(locationIds));
  }

  /** Returns whether it applies at the location; null stands for no location. */
  public boolean holdAt(@Nullable UUID locationId) {
    return locationIds.isEmpty() || (locationId != null && locationIds.contains(locationId));
  }

  /**
   * Returns whether the levy's own lists name the product.
   *
   * @param categoryPath the product's category and those above it
   */
  public boolean include(UUID productId, Set<UUID> categoryPath) {
    return appliesToAll
        || productIds.contains(productId)
        || categoryIds.stream().anyMatch(categoryPath::contains);
  }
}
