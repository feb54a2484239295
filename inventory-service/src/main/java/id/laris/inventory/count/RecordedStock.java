package id.laris.inventory.count;

import id.laris.common.Caller;
import id.laris.common.db.Sums;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The recorded stock at past moments: the stock of today without the movements since. A movement at
 * exactly that moment is included.
 */
@Component
class RecordedStock {

  private final JdbcClient jdbc;

  RecordedStock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The recorded stock of a variant at a moment.
   *
   * @param takenSince the quantity that was taken since; arrivals since are not subtracted from it
   */
  record Quantity(long onHand, long takenSince) {

    static final Quantity NOTHING = new Quantity(0, 0);
  }

  /**
   * Returns the recorded stock of each variant at the moment of its count; it is one statement for
   * all variants, so that the level and its movements are of one moment even if they are not
   * locked.
   */
  Map<UUID, Quantity> at(UUID locationId, List<Found> found) {
    Map<UUID, Quantity> quantities = new HashMap<>();
    jdbc.sql(
            """
            select wanted.variant_id, coalesce(level.on_hand, 0) - since.quantity as on_hand, since.taken
            from unnest(:variants, :moments) as wanted (variant_id, moment)
            left join inventory.stock_level level
              on level.tenant_id = :tenant and level.location_id = :location and level.variant_id = wanted.variant_id
            cross join lateral (
              select coalesce(sum(movement.quantity), 0) as quantity,
                     coalesce(-sum(movement.quantity) filter (where movement.quantity < 0 and not movement.before_count), 0) as taken
              from inventory.stock_movement movement
              where movement.tenant_id = :tenant and movement.location_id = :location
                and movement.variant_id = wanted.variant_id and movement.state = 'ON_HAND'
                and movement.occurred_at > wanted.moment::timestamptz) since
            """)
        .param("tenant", Caller.current().tenantId())
        .param("location", locationId)
        .param("variants", found.stream().map(Found::variantId).toArray(UUID[]::new))
        .param(
            "moments", found.stream().map(one -> one.countedAt().toString()).toArray(String[]::new))
        .query(
            row -> {
              quantities.put(
                  row.getObject("variant_id", UUID.class),
                  new Quantity(Sums.read(row, "on_hand"), Sums.read(row, "taken")));
            });
    return quantities;
  }

  /** Returns the variants whose recorded stock at the location is not 0. */
  List<UUID> onHand(UUID locationId) {
    return jdbc.sql(
            "select variant_id from inventory.stock_level where location_id = ? and on_hand <> 0")
        .param(locationId)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }
}
