package id.laris.inventory.stock;

import id.laris.common.Ids;
import id.laris.common.db.Conditions;
import id.laris.common.db.Direction;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.ListStockMovementsRequest;
import id.laris.pos.v1.ListStockMovementsResponse;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockMovement.Type;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ledger, in the order in which it was written, or the reverse.
 *
 * <p>Errors: INVALID_PAGE_TOKEN for a token that was never given, or for the other direction.
 */
@Component
public class ListStockMovements {

  private static final String SELECT =
      "select %s from inventory.stock_movement".formatted(MovementProtos.COLUMNS);

  private final JdbcClient jdbc;
  private final Reads reads;

  ListStockMovements(JdbcClient jdbc, Reads reads) {
    this.jdbc = jdbc;
    this.reads = reads;
  }

  public ListStockMovementsResponse run(ListStockMovementsRequest request) {
    Conditions conditions = conditions(request);
    int size = Page.size(request.getPagination());
    Direction direction = Direction.of(request.getDescending());
    return reads.run(
        () -> {
          String token = request.getPagination().getPageToken();
          if (!token.isEmpty()) {
            UUID after = direction.last(token);
            conditions
                .add(
                    "(recorded_at, id) %s (:tokenTime, :tokenId)".formatted(direction.comparison()),
                    "tokenTime",
                    recordedAt(after))
                .with("tokenId", after);
          }
          List<StockMovement> found =
              conditions
                  .apply(
                      jdbc.sql(
                          SELECT
                              + conditions.where()
                              + " order by %s limit %d"
                                  .formatted(direction.orderBy("recorded_at", "id"), size + 1)))
                  .query((row, number) -> MovementProtos.read(row))
                  .list();
          Page<StockMovement> page =
              Page.of(found, size, movement -> UUID.fromString(movement.getId()), direction);
          return ListStockMovementsResponse.newBuilder()
              .addAllMovements(page.items())
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Returns the movements of a document, oldest first, within an open transaction. */
  public List<StockMovement> of(String referenceType, UUID referenceId) {
    return jdbc.sql(
            SELECT + " where reference_id = ? and reference_type = ? order by recorded_at, id")
        .params(referenceId, referenceType)
        .query((row, number) -> MovementProtos.read(row))
        .list();
  }

  private static Conditions conditions(ListStockMovementsRequest request) {
    Conditions conditions = new Conditions();
    if (!request.getVariantId().isEmpty()) {
      conditions.add("variant_id = :variant", "variant", Ids.parse(request.getVariantId()));
    }
    if (!request.getLocationId().isEmpty()) {
      conditions.add("location_id = :location", "location", Ids.parse(request.getLocationId()));
    }
    if (!request.getReferenceId().isEmpty()) {
      conditions.add("reference_id = :reference", "reference", Ids.parse(request.getReferenceId()));
    }
    if (request.getType() != Type.TYPE_UNSPECIFIED) {
      // In the text of the statement, so that the plan is for this type: one may be rare.
      conditions.add("type = '%s'".formatted(request.getType().name()));
    }
    if (request.hasFrom()) {
      conditions.addTime("recorded_at >= :from", "from", Protos.instant("from", request.getFrom()));
    }
    if (request.hasTo()) {
      conditions.addTime("recorded_at < :to", "to", Protos.instant("to", request.getTo()));
    }
    return conditions;
  }

  private OffsetDateTime recordedAt(UUID token) {
    return jdbc.sql("select recorded_at from inventory.stock_movement where id = ?")
        .param(token)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class))
        .optional()
        .orElseThrow(Errors::invalidPageToken);
  }
}
