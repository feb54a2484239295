package id.laris.catalog.variant;

import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Bearer;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What happens to the variants when it happens to their product. Whoever calls has locked the
 * product.
 */
@Component
public class VariantsOfProduct {

  private final Variants variants;
  private final VariantStore store;
  private final Barcodes barcodes;

  VariantsOfProduct(Variants variants, VariantStore store, Barcodes barcodes) {
    this.variants = variants;
    this.store = store;
    this.barcodes = barcodes;
  }

  /** Deletes those that are not deleted yet, and frees their codes. */
  public void delete(UUID productId, Instant now) {
    for (Variant variant : variants.lockOf(productId)) {
      if (!variant.isDeleted()) {
        variant.delete(now);
        barcodes.release(variant.barcode());
        store.store(variant, "Deleted");
      }
    }
  }

  /**
   * Brings those back that were deleted with the product, with their codes: one after the other, so
   * that an error names the code that another has taken. Errors: SKU_ALREADY_EXISTS,
   * BARCODE_ALREADY_ASSIGNED.
   */
  public void restore(UUID productId, Instant deletedAt) {
    for (Variant variant : variants.lockOf(productId)) {
      if (deletedAt.equals(variant.deletedAt())) {
        variant.restore();
        store.store(variant, "Restored");
        barcodes.assign(variant.barcode(), new Bearer(productId, variant.id()));
      }
    }
  }
}
