package id.laris.sales.shift;

import id.laris.common.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The shifts of the tenant's registers. */
@Component
class Shifts {

  private static final String COLUMNS = "shift_id, register_id, location_id, begun_at, ended_at";

  private final JdbcClient jdbc;

  Shifts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Returns the open shift of a register, which cannot end until the current transaction has. If it
   * is just ending, this waits, and there is none then.
   */
  Optional<UUID> holdOpen(UUID registerId) {
    return inTenant(
            """
            select shift_id from sales.register_shift
            where tenant_id = :tenant and register_id = :register and state = 'OPEN' for share
            """)
        .param("register", registerId)
        .query((row, number) -> row.getObject(1, UUID.class))
        .optional();
  }

  Optional<Shift> find(UUID id) {
    return one("", id);
  }

  /** Returns the shift once no payment is being taken into it; none is until the commit. */
  Optional<Shift> lock(UUID id) {
    return one(" for update", id);
  }

  private Optional<Shift> one(String lock, UUID id) {
    return inTenant(
            "select %s from sales.register_shift where tenant_id = :tenant and shift_id = :id%s"
                .formatted(COLUMNS, lock))
        .param("id", id)
        .query((row, number) -> read(row))
        .optional();
  }

  /**
   * Stores a new shift, unless it is there, or the register has an open one. Returns whether it was
   * stored.
   */
  boolean insert(Shift shift) {
    return inTenant(
                """
                insert into sales.register_shift (tenant_id, shift_id, register_id, location_id, state, begun_at)
                values (:tenant, :id, :register, :location, 'OPEN', :begunAt) on conflict do nothing
                """)
            .param("id", shift.id())
            .param("register", shift.registerId())
            .param("location", shift.locationId())
            .param("begunAt", shift.begunAt().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void end(UUID id, Instant now) {
    inTenant(
            """
            update sales.register_shift set state = 'CLOSED', ended_at = :now
            where tenant_id = :tenant and shift_id = :id and state = 'OPEN'
            """)
        .param("id", id)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  private StatementSpec inTenant(String sql) {
    return jdbc.sql(sql).param("tenant", Caller.current().tenantId());
  }

  private static Shift read(ResultSet row) throws SQLException {
    return new Shift(
        row.getObject("shift_id", UUID.class),
        row.getObject("register_id", UUID.class),
        row.getObject("location_id", UUID.class),
        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
        time(row.getObject("ended_at", OffsetDateTime.class)));
  }

  private static @Nullable Instant time(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
