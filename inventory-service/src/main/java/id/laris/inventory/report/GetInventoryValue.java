package id.laris.inventory.report;

import id.laris.common.Ids;
import id.laris.common.db.Conditions;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Sums;
import id.laris.common.grpc.Protos;
import id.laris.inventory.location.Locations;
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
 * <p>By moving average and by FIFO each level knows its value; the totals are the sums of those.
 *
 * <p>Errors: LOCATION_NOT_FOUND; INVALID_PAGE_TOKEN; SUM_OUT_OF_RANGE.
 */
@Component
public class GetInventoryValue {

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
              .addAllTotals(totals(fifo ? "fifo_value" : "value", locationId))
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
    jdbc.sql("select id, fifo_value from inventory.stock_level where id = any(:ids)")
        .param(
            "ids", page.stream().map(StockLevel::getId).map(UUID::fromString).toArray(UUID[]::new))
        .query(
            row -> {
              values.put(row.getObject("id", UUID.class), row.getLong("fifo_value"));
            });
    return values;
  }

  private List<Money> totals(String column, @Nullable UUID locationId) {
    return jdbc.sql(
            """
            select location.currency, sum(level.%s) as total from inventory.stock_level level
            join inventory.location location on location.id = level.location_id
            where %s group by location.currency order by location.currency
            """
                .formatted(column, locationId == null ? "true" : "level.location_id = :location"))
        .param("location", locationId)
        .query((row, number) -> Protos.money(Sums.read(row, "total"), row.getString("currency")))
        .list();
  }
}
