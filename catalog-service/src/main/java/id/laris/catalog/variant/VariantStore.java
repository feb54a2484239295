package id.laris.catalog.variant;

import static id.laris.catalog.variant.VariantProtos.toProto;

import id.laris.catalog.change.ChangeLog;
import id.laris.catalog.code.CodeErrors;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gets variants out of the database and back, with the record of the change. */
@Component
class VariantStore {

  private final Variants variants;
  private final ProductLock products;
  private final ChangeLog changes;

  VariantStore(Variants variants, ProductLock products, ChangeLog changes) {
    this.variants = variants;
    this.products = products;
    this.changes = changes;
  }

  /** The variant, locked after its product, deleted or not. */
  Variant lock(UUID id) {
    products.lock(variants.productOf(id).orElseThrow(() -> notFound(id)));
    return variants.lock(id).orElseThrow(() -> notFound(id));
  }

  /** The variant, locked after its product; a deleted one is not there. */
  Variant lockLive(UUID id) {
    Variant variant = lock(id);
    if (variant.isDeleted()) {
      throw notFound(id);
    }
    return variant;
  }

  /** Stores the variant and says what happened to it. */
  Variant store(Variant variant, String verb) {
    Variant stored = save(variant);
    record(stored, verb);
    return stored;
  }

  /** Stores the variant and says so, where anything about it is another than before. */
  Variant storeUpdated(Variant variant) {
    int before = variant.version();
    Variant stored = save(variant);
    if (stored.version() != before) {
      record(stored, "Updated");
    }
    return stored;
  }

  private Variant save(Variant variant) {
    return CodeErrors.guardSku(variant.sku(), () -> variants.saveAndFlush(variant));
  }

  private void record(Variant variant, String verb) {
    changes.record(
        ChangeLog.Resource.Variant, variant.id(), variant.version(), verb, toProto(variant));
  }

  static PosException notFound(UUID id) {
    return Errors.notFound("variant", id);
  }
}
