package id.laris.inventory.count;

import id.laris.common.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The recorded stock at past moments: the stock of today without the movements since. What happened
 * at that very moment was there.
 */
@Component
class Books {

  private final JdbcClient jdbc;

  Books(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The recorded stock of a variant at a moment.
   *
   * @param takenSince how much has gone out since; what has come in does not make up for it
   */
  record Then(long onHand, long takenSince) {

    static final Then NOTHING = new Then(0, 0);
  }

  /**
   * Returns the recorded stock of each variant at the moment of its count; however many variants,
   * it is one statement, so that the level and its movements are of one moment even where nobody
   * locks them.
   */
  Map<UUID, Then> at(UUID locationId, List<Found> found) {
    Map<UUID, Then> then = new HashMap<>();
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
              then.put(
                  row.getObject("variant_id", UUID.class),
                  new Then(
                      row.getBigDecimal("on_hand").longValueExact(),
                      row.getBigDecimal("taken").longValueExact()));
            });
    return then;
  }

  /** The variants of which they have any, or less than nothing. */
  List<UUID> onHand(UUID locationId) {
    return jdbc.sql(
            "select variant_id from inventory.stock_level where location_id = ? and on_hand <> 0")
        .param(locationId)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }
}
