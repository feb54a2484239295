package id.laris.inventory.report;

import id.laris.common.Ids;
import id.laris.common.db.Conditions;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Sums;
import id.laris.inventory.location.Locations;
import id.laris.inventory.stock.LevelQueries;
import id.laris.inventory.stock.Place;
import id.laris.pos.v1.ListLowStockRequest;
import id.laris.pos.v1.ListLowStockResponse;
import id.laris.pos.v1.ListLowStockResponse.Item;
import id.laris.pos.v1.StockLevel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists stock at or below its reorder point, with the quantity on its way and the quantity to
 * order.
 *
 * <p>Errors: LOCATION_NOT_FOUND; INVALID_PAGE_TOKEN.
 */
@Component
public class ListLowStock {

  private final LevelQueries levels;
  private final Locations locations;
  private final JdbcClient jdbc;
  private final Reads reads;

  ListLowStock(LevelQueries levels, Locations locations, JdbcClient jdbc, Reads reads) {
    this.levels = levels;
    this.locations = locations;
    this.jdbc = jdbc;
    this.reads = reads;
  }

  public ListLowStockResponse run(ListLowStockRequest request) {
    Conditions conditions = new Conditions().add("level.low");
    UUID locationId = Ids.parseOrNull(request.getLocationId());
    if (locationId != null) {
      conditions.add("level.location_id = :location", "location", locationId);
    }
    return reads.run(
        () -> {
          if (locationId != null) {
            locations.existing(locationId);
          }
          Page<StockLevel> page = levels.page(conditions, request.getPagination());
          Map<Place, Long> onOrder = onOrder(page.items());
          return ListLowStockResponse.newBuilder()
              .addAllItems(page.map(level -> item(level, onOrder)))
              .setPagination(page.pagination())
              .build();
        });
  }

  private static Item item(StockLevel level, Map<Place, Long> onOrder) {
    long ordered = onOrder.getOrDefault(place(level), 0L);
    long wanted =
        level.getReorderQuantity() > 0
            ? level.getReorderQuantity()
            : level.getReorderPoint() - level.getAvailable();
    return Item.newBuilder()
        .setStockLevel(level)
        .setOnOrder(ordered)
        .setSuggestedQuantity(Math.max(0, wanted - level.getInTransit() - ordered))
        .build();
  }

  /** Returns the quantities that open purchase orders will bring to the places of a page. */
  private Map<Place, Long> onOrder(List<StockLevel> page) {
    Map<Place, Long> onOrder = new HashMap<>();
    jdbc.sql(
            """
            select purchase.location_id, line."variantId" as variant_id, sum(line.quantity - line.received) as quantity
            from inventory.purchase_order purchase,
                 jsonb_to_recordset(purchase.lines) as line ("variantId" uuid, quantity bigint, received bigint)
            where purchase.status in ('ORDERED', 'PARTIALLY_RECEIVED') and purchase.location_id = any(:locations)
              and line."variantId" = any(:variants)
            group by purchase.location_id, line."variantId"
            """)
        .param("locations", ids(page, StockLevel::getLocationId))
        .param("variants", ids(page, StockLevel::getVariantId))
        .query(
            row -> {
              onOrder.put(
                  new Place(
                      row.getObject("location_id", UUID.class),
                      row.getObject("variant_id", UUID.class)),
                  Sums.read(row, "quantity"));
            });
    return onOrder;
  }

  private static UUID[] ids(List<StockLevel> page, Function<StockLevel, String> id) {
    return page.stream().map(id).distinct().map(UUID::fromString).toArray(UUID[]::new);
  }

  private static Place place(StockLevel level) {
    return new Place(UUID.fromString(level.getLocationId()), UUID.fromString(level.getVariantId()));
  }
}
