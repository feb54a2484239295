package id.laris.inventory.report;

import id.laris.common.Ids;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.grpc.Protos;
import id.laris.inventory.location.Locations;
import id.laris.inventory.stock.Conditions;
import id.laris.inventory.stock.LevelQueries;
import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.GetInventoryValueResponse;
import id.laris.pos.v1.InventoryValue.Item;
import id.laris.pos.v1.InventoryValue.Method;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.StockLevel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Returns the cost of the goods on hand.
 *
 * <p>By moving average this is the value of each level. By FIFO the oldest goods are sold first, so
 * the goods on hand are the newest arrivals: the layers, newest first, are taken until they make up
 * the quantity on hand, the last of them in part.
 *
 * <p>Errors: LOCATION_NOT_FOUND; INVALID_PAGE_TOKEN.
 */
@Component
public class GetInventoryValue {

  /** Half of a minor unit is rounded away from zero, as {@code round} does with numeric. */
  private static final String FIFO =
      """
      with layer as (
        select level.id, level.on_hand, movement.currency, movement.quantity, movement.cost,
               sum(movement.quantity) over (
                 partition by level.id order by movement.recorded_at desc, movement.id desc) - movement.quantity as newer
        from inventory.stock_level level
        join inventory.stock_movement movement
          on movement.location_id = level.location_id and movement.variant_id = level.variant_id
        where movement.state = 'ON_HAND' and movement.quantity > 0 and not movement.before_count
          and level.on_hand > 0 and %s)
      select id, currency, sum(round(cost::numeric * least(quantity, on_hand - newer) / quantity))::bigint as value
      from layer where newer < on_hand group by id, currency
      """;

  private final LevelQueries levels;
  private final Locations locations;
  private final JdbcClient jdbc;
  private final Reads reads;

  GetInventoryValue(LevelQueries levels, Locations locations, JdbcClient jdbc, Reads reads) {
    this.levels = levels;
    this.locations = locations;
    this.jdbc = jdbc;
    this.reads = reads;
  }

  public GetInventoryValueResponse run(GetInventoryValueRequest request) {
    boolean fifo = request.getMethod() == Method.FIFO;
    UUID locationId = Ids.parseOrNull(request.getLocationId());
    Conditions conditions = new Conditions().add("level.on_hand <> 0");
    if (locationId != null) {
      conditions.add("level.location_id = :location", "location", locationId);
    }
    return reads.run(
        () -> {
          if (locationId != null) {
            locations.existing(locationId);
          }
          Page<StockLevel> page = levels.page(conditions, request.getPagination());
          Map<UUID, Long> values = fifo ? fifoValues(page.items()) : Map.of();
          return GetInventoryValueResponse.newBuilder()
              .setMethod(fifo ? Method.FIFO : Method.AVERAGE)
              .addAllTotals(fifo ? fifoTotals(locationId) : averageTotals(locationId))
              .addAllItems(page.map(level -> item(level, fifo, values)))
              .setPagination(page.pagination())
              .build();
        });
  }

  private static Item item(StockLevel level, boolean fifo, Map<UUID, Long> fifoValues) {
    Money value =
        fifo
            ? Protos.money(
                fifoValues.getOrDefault(UUID.fromString(level.getId()), 0L),
                level.getValue().getCurrency())
            : level.getValue();
    return Item.newBuilder()
        .setVariantId(level.getVariantId())
        .setLocationId(level.getLocationId())
        .setOnHand(level.getOnHand())
        .setValue(value)
        .build();
  }

  private Map<UUID, Long> fifoValues(List<StockLevel> page) {
    Map<UUID, Long> values = new HashMap<>();
    jdbc.sql(FIFO.formatted("level.id = any(:ids)"))
        .param(
            "ids", page.stream().map(StockLevel::getId).map(UUID::fromString).toArray(UUID[]::new))
        .query(
            row -> {
              values.put(row.getObject("id", UUID.class), row.getLong("value"));
            });
    return values;
  }

  private List<Money> fifoTotals(@Nullable UUID locationId) {
    String levelsWanted = locationId == null ? "true" : "level.location_id = :location";
    return totals(
        "select currency, sum(value)::bigint as value from (%s) as valued group by currency order by currency"
            .formatted(FIFO.formatted(levelsWanted)),
        locationId);
  }

  private List<Money> averageTotals(@Nullable UUID locationId) {
    return totals(
        """
        select location.currency, sum(level.value)::bigint as value from inventory.stock_level level
        join inventory.location location on location.id = level.location_id
        where %s group by location.currency order by location.currency
        """
            .formatted(locationId == null ? "true" : "level.location_id = :location"),
        locationId);
  }

  private List<Money> totals(String sql, @Nullable UUID locationId) {
    return jdbc.sql(sql)
        .param("location", locationId)
        .query((row, number) -> Protos.money(row.getLong("value"), row.getString("currency")))
        .list();
  }
}
