package id.laris.catalog.variant;

import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Assignment;
import id.laris.catalog.code.Barcodes.Bearer;
import id.laris.common.db.Resource;
import id.laris.events.types.CatalogEvents;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Applies changes of a product to its variants. A caller that changes them must have locked the
 * recipes, and then the product.
 */
@Component
public class VariantsOfProduct {

  private final Variants variants;
  private final Resource<Variant, id.laris.pos.v1.Variant> resource;
  private final Recipes recipes;
  private final Barcodes barcodes;

  VariantsOfProduct(
      Variants variants,
      Resource<Variant, id.laris.pos.v1.Variant> resource,
      Recipes recipes,
      Barcodes barcodes) {
    this.variants = variants;
    this.resource = resource;
    this.recipes = recipes;
    this.barcodes = barcodes;
  }

  /** The ids of those that are not deleted. */
  public List<UUID> live(UUID productId) {
    return variants.liveOf(productId);
  }

  /**
   * Deletes those that are not deleted yet, and frees their codes. Errors: VARIANT_IN_USE where a
   * composite of another product needs one.
   */
  public void delete(UUID productId, Instant now) {
    List<Variant> leaving =
        variants.lockOf(productId).stream().filter(variant -> !variant.isDeleted()).toList();
    recipes.requireUnused(leaving.stream().map(Variant::id).toList());
    leaving.forEach(variant -> variant.delete(now));
    barcodes.releaseAll(
        leaving.stream()
            .map(variant -> new Assignment(variant.barcode(), new Bearer(productId, variant.id())))
            .toList());
    resource.storeAll(leaving, CatalogEvents.VARIANT.deleted());
  }

  /**
   * Brings those back that were deleted with the product, with their codes: one after the other, so
   * that an error names the code that another has taken. A component that was deleted meanwhile is
   * left off, and its composite comes back inactive: someone must look at it before it sells less
   * than it was. Errors: SKU_ALREADY_EXISTS, BARCODE_ALREADY_ASSIGNED, VALIDATION_FAILED (a recipe
   * too deep).
   */
  public void restore(UUID productId, Instant deletedAt) {
    List<Variant> returning =
        variants.lockOf(productId).stream()
            .filter(variant -> deletedAt.equals(variant.deletedAt()))
            .toList();
    Set<UUID> incomplete = recipes.revive(returning.stream().map(Variant::id).toList());
    for (Variant variant : returning) {
      variant.restore();
      if (incomplete.contains(variant.id())) {
        variant.setActive(false);
      }
      resource.store(variant, CatalogEvents.VARIANT_RESTORED);
      barcodes.assign(variant.barcode(), new Bearer(productId, variant.id()));
    }
  }
}
