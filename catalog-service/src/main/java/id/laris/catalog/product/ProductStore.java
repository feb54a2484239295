package id.laris.catalog.product;

import id.laris.catalog.change.ChangeLog;
import id.laris.catalog.code.CodeErrors;
import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.events.types.CatalogEvents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gets products out of the database and back, with the record of the change, and onto the wire. */
@Component
class ProductStore {

  private final Products products;
  private final ModifierGroupsOfProducts modifierGroups;
  private final ChangeLog changes;

  ProductStore(Products products, ModifierGroupsOfProducts modifierGroups, ChangeLog changes) {
    this.products = products;
    this.modifierGroups = modifierGroups;
    this.changes = changes;
  }

  /** The product, locked, deleted or not. */
  Product lock(UUID id) {
    return products.lock(id).orElseThrow(() -> notFound(id));
  }

  Product lock(String id) {
    return lock(Ids.parse(id));
  }

  /** The product, locked; a deleted one is not there. */
  Product lockLive(UUID id) {
    Product product = lock(id);
    if (product.isDeleted()) {
      throw notFound(id);
    }
    return product;
  }

  /** Stores the product and says what happened to it. */
  id.laris.pos.v1.Product store(Product product, EventType<id.laris.pos.v1.Product> event) {
    return record(save(product), event);
  }

  /** Stores the product and says so, where anything about it is another than before. */
  id.laris.pos.v1.Product storeUpdated(Product product) {
    int before = product.version();
    Product saved = save(product);
    return saved.version() == before
        ? toProto(saved)
        : record(saved, CatalogEvents.PRODUCT.updated());
  }

  private Product save(Product product) {
    return CodeErrors.guardSku(product.sku(), () -> products.saveAndFlush(product));
  }

  private id.laris.pos.v1.Product record(
      Product product, EventType<id.laris.pos.v1.Product> event) {
    id.laris.pos.v1.Product proto = toProto(product);
    changes.record(event, product, proto);
    return proto;
  }

  id.laris.pos.v1.Product toProto(Product product) {
    return toProtos(List.of(product)).getFirst();
  }

  /** The products as the wire has them, their modifier groups read in one statement. */
  List<id.laris.pos.v1.Product> toProtos(List<Product> found) {
    Map<UUID, List<UUID>> groups = modifierGroups.of(found.stream().map(Product::id).toList());
    return found.stream()
        .map(
            product -> ProductProtos.toProto(product, groups.getOrDefault(product.id(), List.of())))
        .toList();
  }

  static PosException notFound(UUID id) {
    return Errors.notFound("product", id);
  }
}
