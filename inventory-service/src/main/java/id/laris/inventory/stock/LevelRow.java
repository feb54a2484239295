package id.laris.inventory.stock;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.StockLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A level as the database has it, with the currency of its location. */
record LevelRow(
    UUID id,
    Place place,
    int version,
    @Nullable Instant updatedAt,
    long onHand,
    long reserved,
    long inTransit,
    long damaged,
    long value,
    String currency,
    long lastValue,
    long lastQuantity,
    @Nullable Long reorderPoint,
    long reorderQuantity,
    @Nullable Instant countedAt) {

  /** The columns that {@link #read} reads, of {@code stock_level} as {@code level}. */
  static final String COLUMNS =
      """
      level.id, level.location_id, level.variant_id, level.version, level.updated_at, level.on_hand, level.reserved,
      level.in_transit, level.damaged, level.value, level.last_value, level.last_quantity, level.reorder_point,
      level.reorder_quantity, level.counted_at\
      """;

  /** The level of a place that never had stock. */
  static LevelRow empty(Place place, String currency) {
    return new LevelRow(Ids.next(), place, 0, null, 0, 0, 0, 0, 0, currency, 0, 0, null, 0, null);
  }

  static LevelRow read(ResultSet row, String currency) throws SQLException {
    return new LevelRow(
        row.getObject("id", UUID.class),
        new Place(
            row.getObject("location_id", UUID.class), row.getObject("variant_id", UUID.class)),
        row.getInt("version"),
        instant(row, "updated_at"),
        row.getLong("on_hand"),
        row.getLong("reserved"),
        row.getLong("in_transit"),
        row.getLong("damaged"),
        row.getLong("value"),
        currency,
        row.getLong("last_value"),
        row.getLong("last_quantity"),
        row.getObject("reorder_point", Long.class),
        row.getLong("reorder_quantity"),
        instant(row, "counted_at"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  StockLevel toProto() {
    StockLevel.Builder proto =
        StockLevel.newBuilder()
            .setId(id.toString())
            .setVariantId(place.variantId().toString())
            .setLocationId(place.locationId().toString())
            .setOnHand(onHand)
            .setReserved(reserved)
            .setAvailable(onHand - reserved)
            .setInTransit(inTransit)
            .setDamaged(damaged)
            .setReorderQuantity(reorderQuantity)
            .setValue(Protos.money(value, currency))
            .setVersion(version);
    if (reorderPoint != null) {
      proto.setReorderPoint(reorderPoint);
    }
    Protos.setTime(countedAt, proto::setCountedAt);
    Protos.setTime(updatedAt, proto::setUpdatedAt);
    return proto.build();
  }
}
