package id.laris.inventory.stock;

import id.laris.common.Ids;
import id.laris.common.db.Conditions;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.inventory.location.Locations;
import id.laris.inventory.variant.CatalogVariants;
import id.laris.pos.v1.BatchGetStockLevelsRequest;
import id.laris.pos.v1.BatchGetStockLevelsResponse;
import id.laris.pos.v1.GetStockLevelRequest;
import id.laris.pos.v1.GetStockLevelResponse;
import id.laris.pos.v1.ListStockLevelsRequest;
import id.laris.pos.v1.ListStockLevelsResponse;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.StockLevel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads levels. */
@Component
public class LevelQueries {

  private static final String SELECT =
      """
      select %s, location.currency from inventory.stock_level level
      join inventory.location location on location.id = level.location_id
      """
          .formatted(LevelRow.COLUMNS);

  private final JdbcClient jdbc;
  private final Locations locations;
  private final CatalogVariants variants;
  private final Reads reads;

  LevelQueries(JdbcClient jdbc, Locations locations, CatalogVariants variants, Reads reads) {
    this.jdbc = jdbc;
    this.locations = locations;
    this.variants = variants;
    this.reads = reads;
  }

  /** Reads one level. For a variant that the location never had, the catalog is asked. */
  public GetStockLevelResponse get(GetStockLevelRequest request) {
    UUID variantId = Ids.parse(request.getVariantId());
    UUID locationId = Ids.parse(request.getLocationId());
    Optional<StockLevel> level = reads.run(() -> find(variantId, locationId));
    if (level.isEmpty()) {
      variants.require(Set.of(variantId));
    }
    return GetStockLevelResponse.newBuilder()
        .setStockLevel(level.orElseGet(() -> none(variantId, locationId)))
        .build();
  }

  private Optional<StockLevel> find(UUID variantId, UUID locationId) {
    locations.existing(locationId);
    return at(locationId, List.of(variantId)).stream().findFirst();
  }

  private StockLevel none(UUID variantId, UUID locationId) {
    String currency = reads.run(() -> locations.existing(locationId).currency());
    return StockLevel.newBuilder()
        .setVariantId(variantId.toString())
        .setLocationId(locationId.toString())
        .setValue(Protos.money(0, currency))
        .build();
  }

  public BatchGetStockLevelsResponse batchGet(BatchGetStockLevelsRequest request) {
    List<UUID> variantIds = Ids.parseAll(request.getVariantIdsList());
    UUID locationId = Ids.parseOrNull(request.getLocationId());
    return reads.run(
        () -> {
          if (locationId != null) {
            locations.existing(locationId);
          }
          return BatchGetStockLevelsResponse.newBuilder()
              .addAllStockLevels(at(locationId, variantIds))
              .build();
        });
  }

  /** The levels of variants at a location, or at every one; within an open transaction. */
  List<StockLevel> at(@Nullable UUID locationId, Collection<UUID> variantIds) {
    return jdbc.sql(
            SELECT
                + "where level.variant_id = any(:variants)"
                + (locationId == null ? "" : " and level.location_id = :location")
                + " order by array_position(:variants, level.variant_id), level.location_id")
        .param("variants", variantIds.toArray(UUID[]::new))
        .param("location", locationId)
        .query((row, number) -> LevelRow.read(row, row.getString("currency")).toProto())
        .list();
  }

  public ListStockLevelsResponse list(ListStockLevelsRequest request) {
    Conditions conditions = new Conditions();
    if (!request.getLocationId().isEmpty()) {
      conditions.add(
          "level.location_id = :location", "location", Ids.parse(request.getLocationId()));
    }
    if (request.getBelowReorderPoint()) {
      conditions.add("level.low");
    }
    if (request.hasUpdatedSince()) {
      conditions.addTime(
          "level.updated_at >= :since",
          "since",
          Protos.instant("updated_since", request.getUpdatedSince()));
    }
    return reads.run(
        () -> {
          Page<StockLevel> page = page(conditions, request.getPagination());
          return ListStockLevelsResponse.newBuilder()
              .addAllStockLevels(page.items())
              .setPagination(page.pagination())
              .build();
        });
  }

  /** A page of the levels that meet the conditions; within an open transaction. */
  public Page<StockLevel> page(Conditions conditions, PaginationRequest request) {
    int size = Page.size(request);
    if (!request.getPageToken().isEmpty()) {
      UUID after = Page.token(request.getPageToken());
      requireGiven(after);
      conditions.add("level.id > :after", "after", after);
    }
    List<StockLevel> found =
        conditions
            .apply( // The page first, then its locations: whatever the planner believes of how
                // many.
                jdbc.sql(
                    """
                    with level as materialized (
                      select %s from inventory.stock_level level%s order by level.id limit %d)
                    select level.*, location.currency from level
                    join inventory.location location on location.id = level.location_id
                    order by level.id
                    """
                        .formatted(LevelRow.COLUMNS, conditions.where(), size + 1)))
            .query((row, number) -> LevelRow.read(row, row.getString("currency")).toProto())
            .list();
    return Page.of(found, size, level -> UUID.fromString(level.getId()));
  }

  private void requireGiven(UUID token) {
    boolean given =
        jdbc.sql("select exists (select from inventory.stock_level where id = ?)")
            .param(token)
            .query(Boolean.class)
            .single();
    if (!given) {
      throw Errors.invalidPageToken();
    }
  }
}
