package id.laris.catalog.product;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import id.laris.catalog.change.ChangeLog;
import id.laris.common.errors.Errors;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Products as others of the catalog see them: with the modifier groups that are attached. */
@Component
public class ProductViews {

  private final Products products;
  private final ChangeLog changes;
  private final JdbcClient jdbc;

  ProductViews(Products products, ChangeLog changes, JdbcClient jdbc) {
    this.products = products;
    this.changes = changes;
    this.jdbc = jdbc;
  }

  private record Attachment(UUID productId, UUID modifierGroupId) {}

  /** The product, locked until the transaction ends; NOT_FOUND where it is not there or deleted. */
  public id.laris.pos.v1.Product live(UUID id) {
    return toProto(
        products
            .lock(id)
            .filter(found -> !found.isDeleted())
            .orElseThrow(() -> Errors.notFound("product", id)));
  }

  public id.laris.pos.v1.Product view(UUID id) {
    return toProto(products.findById(id).orElseThrow(() -> Errors.notFound("product", id)));
  }

  /** The products of these ids, in this order. */
  public List<id.laris.pos.v1.Product> views(List<UUID> ids) {
    Map<UUID, Product> byId =
        products.findByIdIn(ids).stream()
            .collect(toMap(Product::id, product -> product));
    return toProtos(ids.stream().map(byId::get).filter(Objects::nonNull).toList());
  }

  /** Writes down that what is attached to the product has changed. */
  public void recordChanged(UUID id) {
    id.laris.pos.v1.Product product = view(id);
    changes.record(ChangeLog.Resource.Product, id, product.getVersion(), "Updated", product);
  }

  id.laris.pos.v1.Product toProto(Product product) {
    return toProtos(List.of(product)).getFirst();
  }

  List<id.laris.pos.v1.Product> toProtos(List<Product> page) {
    Map<UUID, List<UUID>> groups = modifierGroups(page.stream().map(Product::id).toList());
    return page.stream()
        .map(
            product ->
                ProductProtos.toProto(product, groups.getOrDefault(product.id(), List.of())))
        .toList();
  }

  private Map<UUID, List<UUID>> modifierGroups(Collection<UUID> productIds) {
    return jdbc.sql(
            """
            select product_id, modifier_group_id from catalog.product_modifier_group
            where product_id = any(?) order by product_id, sort_order, modifier_group_id
            """)
        .param(productIds.toArray(UUID[]::new))
        .query(
            (row, number) ->
                new Attachment(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
        .list()
        .stream()
        .collect(
            groupingBy(
                Attachment::productId, mapping(Attachment::modifierGroupId, toList())));
  }
}
