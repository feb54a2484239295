package id.laris.customer.reward;

import id.laris.common.Caller;
import id.laris.customer.reward.Reservation.Item;
import id.laris.pos.v1.RewardReservation.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tenant's reservations of points. */
@Component
class Reservations {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batches;

  Reservations(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  Optional<Reservation> lock(UUID orderId) {
    return lock(List.of(orderId)).stream().findFirst();
  }

  /** Locks those of the reservations that exist, in order. */
  List<Reservation> lock(Collection<UUID> orderIds) {
    return jdbc.sql(
            """
            select * from customer.reward_reservation where tenant_id = :tenant and order_id = any(:orders)
            order by order_id for update
            """)
        .param("tenant", Caller.current().tenantId())
        .param("orders", orderIds.toArray(UUID[]::new))
        .query((row, number) -> read(row))
        .list();
  }

  /** The customers whose points are reserved for orders, as far as there are reservations. */
  List<UUID> customers(Collection<UUID> orderIds) {
    return jdbc.sql(
            """
            select distinct customer_id from customer.reward_reservation
            where tenant_id = :tenant and order_id = any(:orders) and customer_id is not null
            """)
        .param("tenant", Caller.current().tenantId())
        .param("orders", orderIds.toArray(UUID[]::new))
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  /** The orders whose reservations have expired. */
  List<UUID> expired(Instant now, int atMost) {
    return jdbc.sql(
            """
            select order_id from customer.reward_reservation
            where tenant_id = :tenant and status = 'HELD' and expires_at <= :now order by expires_at limit :atMost
            """)
        .param("tenant", Caller.current().tenantId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("atMost", atMost)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Stores reservations of orders that have none. The loser of two at once does its work again. */
  void insert(List<Reservation> reservations) {
    batches.batchUpdate(
        """
        insert into customer.reward_reservation
          (tenant_id, order_id, customer_id, reward_ids, points, status, revision, expires_at, created_at, updated_at)
        values (:tenant, :order, :customer, :rewards, :points, :status, :revision, :expiresAt, :createdAt, :updatedAt)
        """,
        rows(reservations));
  }

  void update(List<Reservation> changed) {
    batches.batchUpdate(
        """
        update customer.reward_reservation
        set customer_id = :customer, reward_ids = :rewards, points = :points, status = :status, revision = :revision,
            expires_at = :expiresAt, updated_at = :updatedAt
        where tenant_id = :tenant and order_id = :order
        """,
        rows(changed));
  }

  /** Gives all reservations of a customer to another. */
  void move(UUID from, UUID into) {
    jdbc.sql(
            """
            update customer.reward_reservation set customer_id = :into where tenant_id = :tenant and customer_id = :from
            """)
        .param("tenant", Caller.current().tenantId())
        .param("from", from)
        .param("into", into)
        .update();
  }

  private static SqlParameterSource[] rows(List<Reservation> reservations) {
    return reservations.stream().map(Reservations::row).toArray(SqlParameterSource[]::new);
  }

  private static SqlParameterSource row(Reservation reservation) {
    Instant expiresAt = reservation.expiresAt();
    return new MapSqlParameterSource()
        .addValue("tenant", Caller.current().tenantId())
        .addValue("order", reservation.orderId())
        .addValue("customer", reservation.customerId(), Types.OTHER)
        .addValue("rewards", reservation.rewardIds().toArray(UUID[]::new), Types.ARRAY)
        .addValue(
            "points",
            reservation.items().stream().map(Item::points).toArray(Long[]::new),
            Types.ARRAY)
        .addValue("status", reservation.status().name())
        .addValue("revision", reservation.revision())
        .addValue(
            "expiresAt",
            expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("createdAt", reservation.createdAt().atOffset(ZoneOffset.UTC))
        .addValue("updatedAt", reservation.updatedAt().atOffset(ZoneOffset.UTC));
  }

  private static Reservation read(ResultSet row) throws SQLException {
    UUID[] rewards = (UUID[]) row.getArray("reward_ids").getArray();
    Long[] points = (Long[]) row.getArray("points").getArray();
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < rewards.length; i++) {
      items.add(new Item(rewards[i], points[i]));
    }
    return new Reservation(
        row.getObject("order_id", UUID.class),
        row.getObject("customer_id", UUID.class),
        items,
        Status.valueOf(row.getString("status")),
        row.getLong("revision"),
        time(row, "expires_at"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
