package id.laris.staff.shift;

import id.laris.common.Caller;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The orders that may have changed the figures of closed shifts. */
@Component
class LateChanges {

  /** An order with money of a shift. */
  record LateChange(UUID shiftId, UUID orderId) {}

  /**
   * A change that was noted.
   *
   * @param times how often until now: one that comes while the figures are asked for is not
   *     forgotten with those before it
   */
  record Noted(UUID shiftId, UUID orderId, int times) {}

  private final JdbcClient jdbc;

  LateChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Notes those of the changes whose shift is CLOSED, or CLOSING and perhaps ended in sales
   * already. What sales had stored while the shift was OPEN here is in its figures.
   */
  void note(Collection<LateChange> changes) {
    jdbc.sql(
            """
            insert into staff.late_change as known (tenant_id, shift_id, order_id)
            select distinct shift.tenant_id, shift.id, change.order_id
            from unnest(:shifts, :orders) change (shift_id, order_id)
            join staff.shift shift on shift.tenant_id = :tenant and shift.id = change.shift_id
            where shift.state in ('CLOSING', 'CLOSED')
            on conflict (tenant_id, shift_id, order_id) do update set times = known.times + 1
            """)
        .param("tenant", tenant())
        .param("shifts", changes.stream().map(LateChange::shiftId).toArray(UUID[]::new))
        .param("orders", changes.stream().map(LateChange::orderId).toArray(UUID[]::new))
        .update();
  }

  /** Some of the noted changes of shifts that are CLOSED. */
  List<Noted> find(int atMost) {
    return jdbc.sql(
            """
            select change.shift_id, change.order_id, change.times from staff.late_change change
            join staff.shift shift on shift.tenant_id = change.tenant_id and shift.id = change.shift_id
            where change.tenant_id = :tenant and shift.state = 'CLOSED'
            order by change.shift_id, change.order_id limit :atMost
            """)
        .param("tenant", tenant())
        .param("atMost", atMost)
        .query(
            (row, number) ->
                new Noted(
                    row.getObject("shift_id", UUID.class),
                    row.getObject("order_id", UUID.class),
                    row.getInt("times")))
        .list();
  }

  /** Removes the notes about a shift that its figures of now include. */
  void forget(UUID shiftId, Collection<Noted> noted) {
    jdbc.sql(
            """
            delete from staff.late_change change using unnest(:orders, :times) known (order_id, times)
            where change.tenant_id = :tenant and change.shift_id = :shift
              and change.order_id = known.order_id and change.times = known.times
            """)
        .param("tenant", tenant())
        .param("shift", shiftId)
        .param("orders", noted.stream().map(Noted::orderId).toArray(UUID[]::new))
        .param("times", noted.stream().map(Noted::times).toArray(Integer[]::new))
        .update();
  }

  private static UUID tenant() {
    return Caller.current().tenantId();
  }
}
