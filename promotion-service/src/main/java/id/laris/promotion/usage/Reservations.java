package id.laris.promotion.usage;

import id.laris.common.Caller;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tenant's reservations of uses. */
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
            select * from promotion.usage_reservation where tenant_id = :tenant and order_id = any(:orders)
            order by order_id for update
            """)
        .param("tenant", Caller.current().tenantId())
        .param("orders", orderIds.toArray(UUID[]::new))
        .query((row, number) -> Reservation.read(row))
        .list();
  }

  /** The orders whose reservations have expired. */
  List<UUID> expired(Instant now, int atMost) {
    return jdbc.sql(
            """
            select order_id from promotion.usage_reservation
            where tenant_id = :tenant and status = 'RESERVED' and expires_at <= :now order by expires_at limit :atMost
            """)
        .param("tenant", Caller.current().tenantId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("atMost", atMost)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Deletes some that ended before this time, and returns how many these were. */
  int deleteEndedBefore(Instant time, int atMost) {
    return jdbc.sql(
            """
            delete from promotion.usage_reservation where tenant_id = :tenant and order_id in (
              select order_id from promotion.usage_reservation
              where tenant_id = :tenant and status <> 'RESERVED' and updated_at < :time order by updated_at limit :most for update)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("time", time.atOffset(ZoneOffset.UTC))
        .param("most", atMost)
        .update();
  }

  /** Stores reservations of orders that have none. The loser of two at once does its work again. */
  void insert(List<Reservation> reservations) {
    batches.batchUpdate(
        """
        insert into promotion.usage_reservation (tenant_id, order_id, customer_id, currency, day, promotion_ids, versions, coupon_ids,
          amounts, status, revision, expires_at, created_at, updated_at)
        values (:tenant, :order, :customer, :currency, :day, :promotions, :versions, :coupons, :amounts, :status, :revision, :expiresAt,
          :createdAt, :updatedAt)
        """,
        rows(reservations));
  }

  void update(List<Reservation> changed) {
    batches.batchUpdate(
        """
        update promotion.usage_reservation
        set customer_id = :customer, currency = :currency, day = :day, promotion_ids = :promotions, versions = :versions,
            coupon_ids = :coupons, amounts = :amounts, status = :status, revision = :revision, expires_at = :expiresAt,
            updated_at = :updatedAt
        where tenant_id = :tenant and order_id = :order
        """,
        rows(changed));
  }

  private static SqlParameterSource[] rows(List<Reservation> reservations) {
    return reservations.stream().map(Reservations::row).toArray(SqlParameterSource[]::new);
  }

  private static SqlParameterSource row(Reservation reservation) {
    Instant expiresAt = reservation.expiresAt();
    List<Usage> usages = reservation.usages();
    return new MapSqlParameterSource()
        .addValue("tenant", Caller.current().tenantId())
        .addValue("order", reservation.orderId())
        .addValue("customer", reservation.customerId(), Types.OTHER)
        .addValue("currency", reservation.currency())
        .addValue("day", reservation.day())
        .addValue(
            "promotions", usages.stream().map(Usage::promotionId).toArray(UUID[]::new), Types.ARRAY)
        .addValue(
            "versions", usages.stream().map(Usage::version).toArray(Integer[]::new), Types.ARRAY)
        .addValue("coupons", usages.stream().map(Usage::couponId).toArray(UUID[]::new), Types.ARRAY)
        .addValue("amounts", usages.stream().map(Usage::amount).toArray(Long[]::new), Types.ARRAY)
        .addValue("status", reservation.status().name())
        .addValue("revision", reservation.revision())
        .addValue(
            "expiresAt",
            expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("createdAt", reservation.createdAt().atOffset(ZoneOffset.UTC))
        .addValue("updatedAt", reservation.updatedAt().atOffset(ZoneOffset.UTC));
  }
}
