package id.laris.catalog.product;

import id.laris.common.db.Resource;
import id.laris.events.types.CatalogEvents;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Changes which modifier groups are offered with a product: a change of the product, with an event
 * of its own. The caller has locked the group before; products are locked after it.
 */
@Component
public class AttachedModifierGroups {

  private final Products products;
  private final Resource<Product, id.laris.pos.v1.Product> resource;
  private final ModifierGroupsOfProducts modifierGroups;
  private final Clock clock;

  AttachedModifierGroups(
      Products products,
      Resource<Product, id.laris.pos.v1.Product> resource,
      ModifierGroupsOfProducts modifierGroups,
      Clock clock) {
    this.products = products;
    this.resource = resource;
    this.modifierGroups = modifierGroups;
    this.clock = clock;
  }

  /**
   * Offers the group with the product at this place, or moves it there. Errors: NOT_FOUND
   * (product).
   */
  public id.laris.pos.v1.Product attach(UUID productId, UUID groupId, int sortOrder) {
    Product product = resource.lockLive(productId);
    return modifierGroups.put(productId, groupId, sortOrder)
        ? storeTouched(product)
        : resource.show(product);
  }

  /** Takes the group off the product, where it is offered with it. Errors: NOT_FOUND (product). */
  public id.laris.pos.v1.Product detach(UUID productId, UUID groupId) {
    Product product = resource.lockLive(productId);
    return modifierGroups.remove(productId, groupId)
        ? storeTouched(product)
        : resource.show(product);
  }

  /** Takes the group off every product, deleted ones too. */
  public void detachEverywhere(UUID groupId) {
    List<Product> touched = products.lockAll(modifierGroups.productsWith(groupId));
    modifierGroups.removeEverywhere(groupId);
    touched.forEach(product -> product.touch(clock.instant()));
    resource.storeAll(touched, CatalogEvents.PRODUCT.updated());
  }

  /** The ids of the groups that are offered with the product. */
  public List<UUID> of(UUID productId) {
    return modifierGroups.of(List.of(productId)).getOrDefault(productId, List.of());
  }

  private id.laris.pos.v1.Product storeTouched(Product product) {
    product.touch(clock.instant());
    return resource.store(product, CatalogEvents.PRODUCT.updated());
  }
}
