package id.laris.customer.loyalty;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.customer.loyalty.Entry.Sale;
import id.laris.pos.v1.PointEntry;
import id.laris.pos.v1.PointEntry.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger of points. */
@Component
class Entries {

  private final JdbcClient jdbc;

  Entries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The sum of the entries of an order that earned.
   *
   * @param sale the last version of the order that was booked, and the rule by which it earned
   */
  record Booked(
      UUID customerId,
      long points,
      long amount,
      String currency,
      Sale sale,
      Instant completedAt,
      @Nullable Instant expiresAt) {}

  /** Adds entries, and returns them as they were stored. */
  List<PointEntry> add(List<Entry> entries, Instant now) {
    UUID user = Caller.current().isService() ? null : Caller.current().userId();
    jdbc.sql(
            """
            insert into customer.point_entry
              (tenant_id, id, customer_id, kind, points, amount, currency, order_id, order_version, program_version, multiplier_ppm,
               reward_id, reason, occurred_at, recorded_at, recorded_by, expires_at)
            select :tenant, id, customer_id, kind, points, amount, currency, order_id, order_version, program_version, multiplier_ppm,
              reward_id, reason, occurred_at::timestamptz, :now, :user, nullif(expires_at, '')::timestamptz
            from unnest(:ids, :customers, :kinds, :points, :amounts, :currencies, :orders, :orderVersions, :programVersions,
                        :multipliers, :rewards, :reasons, :occurredAt, :expiresAt)
              as new (id, customer_id, kind, points, amount, currency, order_id, order_version, program_version, multiplier_ppm,
                      reward_id, reason, occurred_at, expires_at)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("user", user, Types.OTHER)
        .param("ids", entries.stream().map(Entry::id).toArray(UUID[]::new))
        .param("customers", entries.stream().map(Entry::customerId).toArray(UUID[]::new))
        .param("kinds", texts(entries, entry -> entry.kind().name()))
        .param("points", entries.stream().map(Entry::points).toArray(Long[]::new))
        .param("amounts", entries.stream().map(Entry::amount).toArray(Long[]::new))
        .param("currencies", texts(entries, Entry::currency))
        .param("orders", entries.stream().map(Entry::orderId).toArray(UUID[]::new))
        .param(
            "orderVersions",
            entries.stream().map(ofSale(Sale::orderVersion)).toArray(Integer[]::new))
        .param(
            "programVersions",
            entries.stream().map(ofSale(Sale::programVersion)).toArray(Integer[]::new))
        .param(
            "multipliers", entries.stream().map(ofSale(Sale::multiplierPpm)).toArray(Long[]::new))
        .param("rewards", entries.stream().map(Entry::rewardId).toArray(UUID[]::new))
        .param("reasons", texts(entries, Entry::reason))
        .param("occurredAt", texts(entries, entry -> entry.occurredAt().toString()))
        .param("expiresAt", texts(entries, Entries::expiry))
        .update();
    return entries.stream().map(entry -> entry.toProto(now, user)).toList();
  }

  private static <V> Function<Entry, @Nullable V> ofSale(Function<Sale, V> value) {
    return entry -> {
      Sale sale = entry.sale();
      return sale == null ? null : value.apply(sale);
    };
  }

  private static String expiry(Entry entry) {
    Instant expiresAt = entry.expiresAt();
    return expiresAt == null ? "" : expiresAt.toString();
  }

  private static String[] texts(List<Entry> entries, Function<Entry, String> text) {
    return entries.stream().map(text).toArray(String[]::new);
  }

  Optional<PointEntry> find(UUID id) {
    return jdbc.sql("select * from customer.point_entry where tenant_id = :tenant and id = :id")
        .param("tenant", Caller.current().tenantId())
        .param("id", id)
        .query((row, number) -> read(row))
        .optional();
  }

  /** The entries that changed the points of a customer, the last first, after the given one. */
  List<PointEntry> list(UUID customerId, @Nullable UUID after, int atMost) {
    OffsetDateTime recordedAt =
        after == null
            ? OffsetDateTime.parse("9999-12-31T00:00:00Z")
            : recordedAt(customerId, after);
    return jdbc.sql(
            """
            select * from customer.point_entry
            where tenant_id = :tenant and customer_id = :customer and points <> 0 and (recorded_at, id) < (:recordedAt, :after)
            order by recorded_at desc, id desc limit :atMost
            """)
        .param("tenant", Caller.current().tenantId())
        .param("customer", customerId)
        .param("recordedAt", recordedAt)
        .param("after", after == null ? new UUID(0, 0) : after)
        .param("atMost", atMost)
        .query((row, number) -> read(row))
        .list();
  }

  private OffsetDateTime recordedAt(UUID customerId, UUID token) {
    return jdbc.sql(
            """
            select recorded_at from customer.point_entry where tenant_id = :tenant and id = :id and customer_id = :customer
            """)
        .param("tenant", Caller.current().tenantId())
        .param("id", token)
        .param("customer", customerId)
        .query((row, number) -> row.getObject("recorded_at", OffsetDateTime.class))
        .optional()
        .orElseThrow(Errors::invalidPageToken);
  }

  /** The orders among these that have earned. */
  Map<UUID, Booked> booked(Collection<UUID> orderIds) {
    Map<UUID, Booked> booked = new HashMap<>();
    jdbc.sql(
            """
            select order_id, customer_id, currency, program_version, multiplier_ppm, occurred_at, expires_at,
              sum(points)::bigint as points, sum(amount)::bigint as amount, max(order_version) as order_version
            from customer.point_entry
            where tenant_id = :tenant and order_id = any(:orders) and kind in ('EARN', 'RETURN')
            group by order_id, customer_id, currency, program_version, multiplier_ppm, occurred_at, expires_at
            """)
        .param("tenant", Caller.current().tenantId())
        .param("orders", orderIds.toArray(UUID[]::new))
        .query(
            row -> {
              booked.put(
                  row.getObject("order_id", UUID.class),
                  new Booked(
                      row.getObject("customer_id", UUID.class),
                      row.getLong("points"),
                      row.getLong("amount"),
                      row.getString("currency"),
                      new Sale(
                          row.getInt("order_version"),
                          row.getInt("program_version"),
                          row.getLong("multiplier_ppm")),
                      row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                      time(row, "expires_at")));
            });
    return booked;
  }

  /** Gives all entries of a customer to another. */
  void move(UUID from, UUID into) {
    jdbc.sql(
            """
            update customer.point_entry set customer_id = :into where tenant_id = :tenant and customer_id = :from
            """)
        .param("tenant", Caller.current().tenantId())
        .param("from", from)
        .param("into", into)
        .update();
  }

  void emptyReasons(UUID customerId) {
    jdbc.sql(
            """
            update customer.point_entry set reason = '' where tenant_id = :tenant and customer_id = :customer and reason <> ''
            """)
        .param("tenant", Caller.current().tenantId())
        .param("customer", customerId)
        .update();
  }

  private static PointEntry read(ResultSet row) throws SQLException {
    PointEntry.Builder entry =
        PointEntry.newBuilder()
            .setId(row.getString("id"))
            .setCustomerId(row.getString("customer_id"))
            .setKind(Kind.valueOf(row.getString("kind")))
            .setPoints(row.getLong("points"))
            .setOrderId(Ids.text(row.getObject("order_id", UUID.class)))
            .setRewardId(Ids.text(row.getObject("reward_id", UUID.class)))
            .setReason(row.getString("reason"))
            .setRecordedBy(Ids.text(row.getObject("recorded_by", UUID.class)));
    Protos.setTime(time(row, "occurred_at"), entry::setOccurredAt);
    Protos.setTime(time(row, "recorded_at"), entry::setRecordedAt);
    Protos.setTime(time(row, "expires_at"), entry::setExpiresAt);
    return entry.build();
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
