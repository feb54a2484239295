package id.laris.catalog.feed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import id.laris.catalog.change.ChangeLog.Kind;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.CatalogChange;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.ListCatalogChangesRequest;
import id.laris.pos.v1.ListCatalogChangesResponse;
import id.laris.pos.v1.ModifierGroup;
import id.laris.pos.v1.Price;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.TaxRule;
import id.laris.pos.v1.Variant;
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
 * <p>Nothing is missed: numbers are in the order of commits, so no change can be committed behind
 * the cursor. A resource that changes again comes again.
 *
 * <p>Errors: INVALID_PAGE_TOKEN for a cursor that was never given. A cursor of an earlier version
 * gives the whole catalog, as an empty one does.
 */
@Component
public class ListCatalogChanges {

  private static final int DEFAULT_LIMIT = 500;

  private final Map<Kind, Resource<?, ?>> resources;
  private final JdbcClient jdbc;
  private final Reads reads;

  ListCatalogChanges(
      Resource<?, Category> categories,
      Resource<?, Product> products,
      Resource<?, Variant> variants,
      Resource<?, Price> prices,
      Resource<?, ModifierGroup> modifierGroups,
      Resource<?, TaxRule> taxRules,
      Resource<?, ServiceCharge> serviceCharges,
      JdbcClient jdbc,
      Reads reads) {
    this.resources =
        Map.of(
            Kind.Category, categories,
            Kind.Product, products,
            Kind.Variant, variants,
            Kind.Price, prices,
            Kind.ModifierGroup, modifierGroups,
            Kind.TaxRule, taxRules,
            Kind.ServiceCharge, serviceCharges);
    this.jdbc = jdbc;
    this.reads = reads;
  }

  private record Change(Kind kind, UUID id, long number) {

    ChangeCursor cursor() {
      return new ChangeCursor(number, id, kind);
    }
  }

  /** Ids are made by clients, too: two kinds of resource may have the same. */
  private record Key(Kind kind, UUID id) {}

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
                      .map(change -> resources.get(new Key(change.kind(), change.id())))
                      .filter(Objects::nonNull)
                      .toList())
              .setNextCursor((page.isEmpty() ? cursor : page.getLast().cursor()).text())
              .setHasMore(found.size() > limit)
              .build();
        });
  }

  /**
   * Walks the index. Row-level security lets it be entered by numbers and ids only, so the kind is
   * compared in a condition of its own.
   */
  private List<Change> find(ChangeCursor cursor, int limit) {
    List<Change> found =
        jdbc.sql(
                """
                select resource_type, resource_id, number from catalog.catalog_change
                where (number, resource_id) >= (:number, :id)
                  and ((number, resource_id) <> (:number, :id) or resource_type > :kind)
                order by number, resource_id, resource_type
                limit :limit
                """)
            .param("number", cursor.number())
            .param("id", cursor.resourceId())
            .param("kind", cursor.kind().name())
            .param("limit", limit)
            .query(
                (row, n) ->
                    new Change(
                        Kind.valueOf(row.getString(1)),
                        row.getObject(2, UUID.class),
                        row.getLong(3)))
            .list();
    if (found.isEmpty()) {
      requireGiven(cursor);
    }
    return found;
  }

  /** Refuses a cursor from the future, behind which later changes would be missed. */
  private void requireGiven(ChangeCursor cursor) {
    long last =
        jdbc.sql("select coalesce(max(last), 0) from catalog.feed_counter")
            .query(Long.class)
            .single();
    if (cursor.number() > last) {
      throw Errors.invalidPageToken();
    }
  }

  /** Each kind of resource in as many statements as it takes for one. */
  private Map<Key, CatalogChange> load(List<Change> page) {
    Map<Key, CatalogChange> loaded = new HashMap<>();
    page.stream()
        .collect(groupingBy(Change::kind, mapping(Change::id, toList())))
        .forEach((kind, ids) -> load(kind, ids, loaded));
    return loaded;
  }

  private void load(Kind kind, List<UUID> ids, Map<Key, CatalogChange> loaded) {
    Resource<?, ?> resource = Objects.requireNonNull(resources.get(kind));
    FieldDescriptor field = CatalogChange.getDescriptor().findFieldByName(resource.field());
    Map<UUID, ? extends Message> shown = resource.byIds(ids);
    shown.forEach(
        (id, message) ->
            loaded.put(
                new Key(kind, id), CatalogChange.newBuilder().setField(field, message).build()));
  }
}
