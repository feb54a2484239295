package id.laris.inventory.reservation;

import id.laris.common.Caller;
import id.laris.pos.v1.StockReservation.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tenant's reservations. */
@Component
class Reservations {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batches;

  Reservations(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  Optional<Reservation> find(UUID reference) {
    return jdbc.sql("select * from inventory.stock_reservation where reference = ?")
        .param(reference)
        .query((row, number) -> read(row))
        .optional();
  }

  Optional<Reservation> lock(UUID reference) {
    return lock(List.of(reference)).stream().findFirst();
  }

  /** Locks those of the reservations that exist, in order. */
  List<Reservation> lock(Collection<UUID> references) {
    return jdbc.sql(
            """
            select * from inventory.stock_reservation where reference = any(:references)
            order by reference for update
            """)
        .param("references", references.toArray(UUID[]::new))
        .query((row, number) -> read(row))
        .list();
  }

  /** Locks the expired reservations that no other transaction has locked. */
  List<Reservation> lockExpired(Instant now, int atMost) {
    return jdbc.sql(
            """
            select * from inventory.stock_reservation where status = 'ACTIVE' and expires_at <= :now
            order by reference limit :atMost for update skip locked
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("atMost", atMost)
        .query((row, number) -> read(row))
        .list();
  }

  /** Stores a reservation where its reference has none. Returns whether it had none. */
  boolean insert(Reservation reservation) {
    return insert(List.of(reservation))[0] == 1;
  }

  /** Stores several where their references have none; returns how many rows each has become. */
  int[] insert(List<Reservation> reservations) {
    return batches.batchUpdate(
        """
        insert into inventory.stock_reservation
          (tenant_id, reference, location_id, variant_ids, quantities, status, revision, expires_at, created_at, updated_at)
        values (:tenant, :reference, :location, :variants, :quantities, :status, :revision, :expiresAt, :createdAt, :updatedAt)
        on conflict (tenant_id, reference) do nothing
        """,
        reservations.stream().map(Reservations::row).toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource row(Reservation reservation) {
    return new MapSqlParameterSource()
        .addValue("tenant", Caller.current().tenantId())
        .addValue("reference", reservation.reference())
        .addValue("location", reservation.locationId(), Types.OTHER)
        .addValue("variants", variants(reservation), Types.ARRAY)
        .addValue("quantities", quantities(reservation), Types.ARRAY)
        .addValue("status", reservation.status().name())
        .addValue("revision", reservation.revision())
        .addValue("expiresAt", reservation.expiresAt().atOffset(ZoneOffset.UTC))
        .addValue("createdAt", reservation.createdAt().atOffset(ZoneOffset.UTC))
        .addValue("updatedAt", reservation.updatedAt().atOffset(ZoneOffset.UTC));
  }

  void update(Reservation reservation) {
    update(List.of(reservation));
  }

  void update(List<Reservation> changed) {
    batches.batchUpdate(
        """
        update inventory.stock_reservation
        set location_id = :location, variant_ids = :variants, quantities = :quantities, status = :status, revision = :revision,
            expires_at = :expiresAt, updated_at = :updatedAt
        where tenant_id = :tenant and reference = :reference
        """,
        changed.stream().map(Reservations::row).toArray(SqlParameterSource[]::new));
  }

  /** Ends several at once, in the same way. */
  void end(Collection<UUID> references, Status how, Instant now) {
    jdbc.sql(
            """
            update inventory.stock_reservation set status = :status, updated_at = :now
            where reference = any(:references)
            """)
        .param("status", how.name())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("references", references.toArray(UUID[]::new))
        .update();
  }

  private static UUID[] variants(Reservation reservation) {
    return reservation.lines().keySet().toArray(UUID[]::new);
  }

  private static Long[] quantities(Reservation reservation) {
    return reservation.lines().values().toArray(Long[]::new);
  }

  private static Reservation read(ResultSet row) throws SQLException {
    UUID[] variants = (UUID[]) row.getArray("variant_ids").getArray();
    Long[] quantities = (Long[]) row.getArray("quantities").getArray();
    SortedMap<UUID, Long> lines = new TreeMap<>();
    for (int i = 0; i < variants.length; i++) {
      lines.put(variants[i], quantities[i]);
    }
    return new Reservation(
        row.getObject("reference", UUID.class),
        row.getObject("location_id", UUID.class),
        lines,
        Status.valueOf(row.getString("status")),
        row.getLong("revision"),
        time(row, "expires_at"),
        time(row, "created_at"),
        time(row, "updated_at"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
