package id.laris.inventory.stock;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockMovement.State;
import id.laris.pos.v1.StockMovement.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class MovementProtos {

  /** The columns that {@link #read} reads, of {@code stock_movement}. */
  static final String COLUMNS =
      """
      id, variant_id, location_id, state, type, quantity, quantity_before, quantity_after, reason, notes, reference_type,
      reference_id, value, currency, fifo_value, flagged, occurred_at, recorded_at, recorded_by\
      """;

  private MovementProtos() {}

  static StockMovement toProto(
      Level.Draft draft, UUID id, Instant recordedAt, @Nullable UUID recordedBy) {
    Change change = draft.change();
    Place place = draft.level().place();
    return StockMovement.newBuilder()
        .setId(id.toString())
        .setVariantId(place.variantId().toString())
        .setLocationId(place.locationId().toString())
        .setState(draft.state())
        .setType(change.type())
        .setQuantity(draft.quantity())
        .setBefore(draft.before())
        .setAfter(Amounts.add(draft.before(), draft.quantity()))
        .setReason(change.reason())
        .setNotes(change.notes())
        .setReferenceType(change.referenceType())
        .setReferenceId(Ids.text(change.referenceId()))
        .setValue(Protos.money(draft.value(), draft.level().currency()))
        .setFifoValue(Protos.money(draft.fifoValue(), draft.level().currency()))
        .setFlagged(draft.mark() == Level.Mark.FLAGGED)
        .setOccurredAt(Protos.timestamp(change.occurredAt()))
        .setRecordedAt(Protos.timestamp(recordedAt))
        .setRecordedBy(Ids.text(recordedBy))
        .build();
  }

  static StockMovement read(ResultSet row) throws SQLException {
    StockMovement.Builder movement =
        StockMovement.newBuilder()
            .setId(row.getString("id"))
            .setVariantId(row.getString("variant_id"))
            .setLocationId(row.getString("location_id"))
            .setState(State.valueOf(row.getString("state")))
            .setType(Type.valueOf(row.getString("type")))
            .setQuantity(row.getLong("quantity"))
            .setBefore(row.getLong("quantity_before"))
            .setAfter(row.getLong("quantity_after"))
            .setReason(row.getString("reason"))
            .setNotes(row.getString("notes"))
            .setReferenceType(row.getString("reference_type"))
            .setReferenceId(Ids.text(row.getObject("reference_id", UUID.class)))
            .setValue(Protos.money(row.getLong("value"), row.getString("currency")))
            .setFlagged(row.getBoolean("flagged"))
            .setOccurredAt(time(row, "occurred_at"))
            .setRecordedAt(time(row, "recorded_at"))
            .setRecordedBy(Ids.text(row.getObject("recorded_by", UUID.class)));
    Long fifoValue = row.getObject("fifo_value", Long.class);
    if (fifoValue != null) {
      movement.setFifoValue(Protos.money(fifoValue, row.getString("currency")));
    }
    return movement.build();
  }

  private static com.google.protobuf.Timestamp time(ResultSet row, String column)
      throws SQLException {
    return Protos.timestamp(Objects.requireNonNull(LevelRow.instant(row, column)));
  }
}
