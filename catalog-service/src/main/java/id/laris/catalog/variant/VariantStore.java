package id.laris.catalog.variant;

import id.laris.catalog.change.ChangeLog;
import id.laris.catalog.code.CodeErrors;
import id.laris.common.db.EventType;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.events.types.CatalogEvents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gets variants out of the database and back, with the record of the change, and onto the wire. */
@Component
class VariantStore {

  private final Variants variants;
  private final ProductLock products;
  private final VariantComponents components;
  private final ChangeLog changes;

  VariantStore(
      Variants variants, ProductLock products, VariantComponents components, ChangeLog changes) {
    this.variants = variants;
    this.products = products;
    this.components = components;
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

  /** Stores a new variant with what it is made of, and says so. */
  id.laris.pos.v1.Variant storeNew(Variant variant, List<Part> parts) {
    Variant saved = save(variant);
    components.add(saved.id(), parts);
    return record(saved, parts, CatalogEvents.VARIANT.created());
  }

  /** Stores the variant and says what happened to it. */
  id.laris.pos.v1.Variant store(Variant variant, EventType<id.laris.pos.v1.Variant> event) {
    Variant saved = save(variant);
    return record(saved, components.of(saved.id()), event);
  }

  /** Stores the variant and says so, where anything about it is another than before. */
  id.laris.pos.v1.Variant storeUpdated(Variant variant) {
    int before = variant.version();
    Variant saved = save(variant);
    List<Part> parts = components.of(saved.id());
    return saved.version() == before
        ? VariantProtos.toProto(saved, parts)
        : record(saved, parts, CatalogEvents.VARIANT.updated());
  }

  private Variant save(Variant variant) {
    return CodeErrors.guardSku(variant.sku(), () -> variants.saveAndFlush(variant));
  }

  private id.laris.pos.v1.Variant record(
      Variant variant, List<Part> parts, EventType<id.laris.pos.v1.Variant> event) {
    id.laris.pos.v1.Variant proto = VariantProtos.toProto(variant, parts);
    changes.record(event, variant, proto);
    return proto;
  }

  id.laris.pos.v1.Variant toProto(Variant variant) {
    return VariantProtos.toProto(variant, components.of(variant.id()));
  }

  /** The variants as the wire has them, their components read in one statement. */
  List<id.laris.pos.v1.Variant> toProtos(List<Variant> found) {
    Map<UUID, List<Part>> parts = components.of(found.stream().map(Variant::id).toList());
    return found.stream()
        .map(variant -> VariantProtos.toProto(variant, parts.getOrDefault(variant.id(), List.of())))
        .toList();
  }

  static PosException notFound(UUID id) {
    return Errors.notFound("variant", id);
  }
}
