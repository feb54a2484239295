package id.laris.catalog.feed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import id.laris.catalog.category.CategoryActions;
import id.laris.catalog.change.ChangeLog.Resource;
import id.laris.catalog.modifier.ModifierGroupActions;
import id.laris.catalog.price.PriceActions;
import id.laris.catalog.product.ProductActions;
import id.laris.catalog.servicecharge.ServiceChargeActions;
import id.laris.catalog.tax.TaxRuleActions;
import id.laris.catalog.variant.VariantActions;
import id.laris.common.db.Reads;
import id.laris.pos.v1.CatalogChange;
import id.laris.pos.v1.ListCatalogChangesRequest;
import id.laris.pos.v1.ListCatalogChangesResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists the changes of the catalog since a cursor: each resource once, as it is now, deleted ones
 * with their {@code deleted_at}.
 *
 * <p>Nothing is missed: only changes older than every transaction still running are given, so none
 * can be committed behind the cursor. A resource that changes again comes again.
 *
 * <p>Errors: INVALID_PAGE_TOKEN for a cursor that was never given.
 */
@Component
public class ListCatalogChanges {

  private static final int DEFAULT_LIMIT = 500;

  private final CategoryActions categories;
  private final ProductActions products;
  private final VariantActions variants;
  private final PriceActions prices;
  private final ModifierGroupActions modifierGroups;
  private final TaxRuleActions taxRules;
  private final ServiceChargeActions serviceCharges;
  private final JdbcClient jdbc;
  private final Reads reads;

  ListCatalogChanges(
      CategoryActions categories,
      ProductActions products,
      VariantActions variants,
      PriceActions prices,
      ModifierGroupActions modifierGroups,
      TaxRuleActions taxRules,
      ServiceChargeActions serviceCharges,
      JdbcClient jdbc,
      Reads reads) {
    this.categories = categories;
    this.products = products;
    this.variants = variants;
    this.prices = prices;
    this.modifierGroups = modifierGroups;
    this.taxRules = taxRules;
    this.serviceCharges = serviceCharges;
    this.jdbc = jdbc;
    this.reads = reads;
  }

  private record Change(Resource resource, UUID id, String xid) {}

  /** Ids are made by clients, too: two kinds of resource may have the same. */
  private record Key(Resource resource, UUID id) {}

  public ListCatalogChangesResponse run(ListCatalogChangesRequest request) {
    ChangeCursor cursor = ChangeCursor.parse(request.getCursor());
    int limit = request.getLimit() == 0 ? DEFAULT_LIMIT : request.getLimit();
    return reads.run(
        () -> {
          List<Change> found = find(cursor, limit + 1);
          List<Change> page = found.subList(0, Math.min(limit, found.size()));
          Map<Key, CatalogChange> resources = load(page);
          return ListCatalogChangesResponse.newBuilder()
              .addAllChanges(
                  page.stream()
                      .map(change -> resources.get(new Key(change.resource(), change.id())))
                      .filter(Objects::nonNull)
                      .toList())
              .setNextCursor(
                  page.isEmpty()
                      ? cursor.text()
                      : new ChangeCursor(page.getLast().xid(), page.getLast().id()).text())
              .setHasMore(found.size() > limit)
              .build();
        });
  }

  private List<Change> find(ChangeCursor cursor, int limit) {
    return jdbc.sql(
            """
            select resource_type, resource_id, xid from catalog.catalog_change
            where (xid, resource_id) > (cast(:xid as xid8), cast(:id as uuid))
              and xid < pg_snapshot_xmin(pg_current_snapshot())
            order by xid, resource_id
            limit :limit
            """)
        .param("xid", cursor.xid())
        .param("id", cursor.resourceId())
        .param("limit", limit)
        .query(
            (row, number) ->
                new Change(
                    Resource.valueOf(row.getString(1)),
                    row.getObject(2, UUID.class),
                    row.getString(3)))
        .list();
  }

  /** Each kind of resource in as many statements as it takes for one. */
  private Map<Key, CatalogChange> load(List<Change> page) {
    Map<Key, CatalogChange> loaded = new HashMap<>();
    page.stream()
        .collect(groupingBy(Change::resource, mapping(Change::id, toList())))
        .forEach((resource, ids) -> load(resource, ids, loaded));
    return loaded;
  }

  private void load(Resource resource, List<UUID> ids, Map<Key, CatalogChange> loaded) {
    switch (resource) {
      case Category ->
          categories
              .byIds(ids)
              .forEach(row -> put(loaded, resource, row.getId(), change().setCategory(row)));
      case Product ->
          products
              .byIds(ids)
              .forEach(row -> put(loaded, resource, row.getId(), change().setProduct(row)));
      case Variant ->
          variants
              .byIds(ids)
              .forEach(row -> put(loaded, resource, row.getId(), change().setVariant(row)));
      case Price ->
          prices
              .byIds(ids)
              .forEach(row -> put(loaded, resource, row.getId(), change().setPrice(row)));
      case ModifierGroup ->
          modifierGroups
              .byIds(ids)
              .forEach(row -> put(loaded, resource, row.getId(), change().setModifierGroup(row)));
      case TaxRule ->
          taxRules
              .byIds(ids)
              .forEach(row -> put(loaded, resource, row.getId(), change().setTaxRule(row)));
      case ServiceCharge ->
          serviceCharges
              .byIds(ids)
              .forEach(row -> put(loaded, resource, row.getId(), change().setServiceCharge(row)));
    }
  }

  private static CatalogChange.Builder change() {
    return CatalogChange.newBuilder();
  }

  private static void put(
      Map<Key, CatalogChange> loaded, Resource resource, String id, CatalogChange.Builder change) {
    loaded.put(new Key(resource, UUID.fromString(id)), change.build());
  }
}
