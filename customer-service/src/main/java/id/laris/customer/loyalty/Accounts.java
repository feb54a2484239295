package id.laris.customer.loyalty;

import id.laris.common.Caller;
import id.laris.customer.loyalty.Account.Row;
import id.laris.customer.loyalty.Tiers.Standing;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.TierBasis;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the tenant's accounts, and the sums of their entries. */
@Component
class Accounts {

  private final JdbcClient jdbc;

  Accounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Points that expire next. */
  record Expiry(Instant at, long points) {}

  private Optional<Row> find(UUID customerId) {
    return jdbc.sql(
            """
            select * from customer.loyalty_account where tenant_id = :tenant and customer_id = :customer
            """)
        .param("tenant", Caller.current().tenantId())
        .param("customer", customerId)
        .query((row, number) -> read(row))
        .optional();
  }

  /** The account as callers see it, empty where the customer has none yet. */
  LoyaltyAccount shown(UUID customerId, LoyaltyProgram program) {
    return find(customerId).orElseGet(() -> Row.of(customerId)).toProto(new Tiers(program));
  }

  /** Locks those of the accounts that exist, in order. */
  List<Row> lock(Collection<UUID> customerIds) {
    return jdbc.sql(
            """
            select * from customer.loyalty_account where tenant_id = :tenant and customer_id = any(:customers)
            order by customer_id for update
            """)
        .param("tenant", Caller.current().tenantId())
        .param("customers", customerIds.toArray(UUID[]::new))
        .query((row, number) -> read(row))
        .list();
  }

  /**
   * Adds empty accounts of customers, unless they have one: only a row that exists can be locked.
   */
  void open(Collection<UUID> customerIds, Instant now) {
    jdbc.sql(
            """
            insert into customer.loyalty_account
              (tenant_id, customer_id, version, updated_at, balance, held, used, earned, settled_at, settled_points, next_expiry_points, negative)
            select :tenant, id, 0, :now, 0, 0, 0, 0, :epoch, 0, 0, false from unnest(:customers) as new (id) order by id
            on conflict (tenant_id, customer_id) do nothing
            """)
        .param("tenant", Caller.current().tenantId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("epoch", Instant.EPOCH.atOffset(ZoneOffset.UTC))
        .param("customers", customerIds.toArray(UUID[]::new))
        .update();
  }

  /** The accounts whose points expire, or whose tier ends, at this time or before. */
  List<UUID> due(Instant now, int atMost) {
    return jdbc.sql(
            """
            select customer_id from customer.loyalty_account
            where tenant_id = :tenant and (next_expiry_at <= :now or tier_until <= :now) limit :atMost
            """)
        .param("tenant", Caller.current().tenantId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("atMost", atMost)
        .query((row, number) -> row.getObject("customer_id", UUID.class))
        .list();
  }

  /** The points of each account that expire between the last time that it was settled and now. */
  Map<UUID, Long> matured(List<Row> rows, Instant now) {
    return sums(
        jdbc.sql(
                """
                select entry.customer_id, sum(entry.points)::bigint as sum
                from unnest(:customers, :settledAt) as account (customer_id, settled_at)
                join customer.point_entry entry on entry.tenant_id = :tenant and entry.customer_id = account.customer_id
                  and entry.expires_at > account.settled_at::timestamptz and entry.expires_at <= :now
                group by entry.customer_id
                """)
            .param("customers", rows.stream().map(Row::customerId).toArray(UUID[]::new))
            .param("settledAt", texts(rows, Row::settledAt))
            .param("now", now.atOffset(ZoneOffset.UTC)));
  }

  /** The points or the amount by which the orders of customers count for tiers now. */
  Map<UUID, Long> reached(Collection<UUID> customerIds, LoyaltyProgram program, Instant now) {
    boolean byPoints = program.getTierBasis() == TierBasis.POINTS;
    JdbcClient.StatementSpec statement =
        jdbc.sql(
                """
                select customer_id, sum(%s)::bigint as sum from customer.point_entry
                where tenant_id = :tenant and customer_id = any(:customers) and kind in ('EARN', 'RETURN') and occurred_at > :from %s
                group by customer_id
                """
                    .formatted(
                        byPoints ? "points" : "amount", byPoints ? "" : "and currency = :currency"))
            .param("customers", customerIds.toArray(UUID[]::new))
            .param("from", new Tiers(program).countedFrom(now).atOffset(ZoneOffset.UTC));
    return sums(
        byPoints ? statement : statement.param("currency", program.getAmountRule().getCurrency()));
  }

  private static Map<UUID, Long> sums(JdbcClient.StatementSpec statement) {
    Map<UUID, Long> sums = new HashMap<>();
    statement
        .param("tenant", Caller.current().tenantId())
        .query(
            row -> {
              sums.put(row.getObject("customer_id", UUID.class), row.getLong("sum"));
            });
    return sums;
  }

  /** The points of each account that expire next, as far as they are neither used nor held. */
  Map<UUID, Expiry> nextExpiries(List<Account> accounts) {
    Map<UUID, Expiry> next = new HashMap<>();
    jdbc.sql(
            """
            select distinct on (customer_id) customer_id, expires_at, (matured - covered)::bigint as points
            from (
              select entry.customer_id, entry.expires_at, account.covered,
                account.settled_points + sum(entry.points) over (partition by entry.customer_id order by entry.expires_at) as matured
              from unnest(:customers, :covered, :settledAt, :settledPoints)
                as account (customer_id, covered, settled_at, settled_points)
              join customer.point_entry entry on entry.tenant_id = :tenant and entry.customer_id = account.customer_id
                and entry.expires_at > account.settled_at::timestamptz
            ) as later
            where matured > covered
            order by customer_id, expires_at
            """)
        .param("tenant", Caller.current().tenantId())
        .param("customers", accounts.stream().map(Account::customerId).toArray(UUID[]::new))
        .param("covered", longs(accounts, Account::covered))
        .param("settledAt", texts(accounts, Account::settledAt))
        .param("settledPoints", longs(accounts, Account::settledPoints))
        .query(
            row -> {
              next.put(
                  row.getObject("customer_id", UUID.class),
                  new Expiry(
                      row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                      row.getLong("points")));
            });
    return next;
  }

  void update(List<Row> rows, Instant now) {
    jdbc.sql(
            """
            update customer.loyalty_account account
            set version = changed.version, updated_at = :now, balance = changed.balance, held = changed.held, used = changed.used,
                earned = changed.earned, settled_at = changed.settled_at::timestamptz, settled_points = changed.settled_points,
                next_expiry_at = nullif(changed.next_expiry_at, '')::timestamptz, next_expiry_points = changed.next_expiry_points,
                tier_id = changed.tier_id, tier_until = nullif(changed.tier_until, '')::timestamptz, negative = changed.negative
            from unnest(:customers, :versions, :balances, :held, :used, :earned, :settledAt, :settledPoints, :nextExpiryAt,
                        :nextExpiryPoints, :tierIds, :tierUntil, :negative)
              as changed (customer_id, version, balance, held, used, earned, settled_at, settled_points, next_expiry_at,
                          next_expiry_points, tier_id, tier_until, negative)
            where account.tenant_id = :tenant and account.customer_id = changed.customer_id
            """)
        .param("tenant", Caller.current().tenantId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("customers", rows.stream().map(Row::customerId).toArray(UUID[]::new))
        .param("versions", rows.stream().map(Row::version).toArray(Integer[]::new))
        .param("balances", longs(rows, Row::balance))
        .param("held", longs(rows, Row::held))
        .param("used", longs(rows, Row::used))
        .param("earned", longs(rows, Row::earned))
        .param("settledAt", texts(rows, Row::settledAt))
        .param("settledPoints", longs(rows, Row::settledPoints))
        .param("nextExpiryAt", texts(rows, Row::nextExpiryAt))
        .param("nextExpiryPoints", longs(rows, Row::nextExpiryPoints))
        .param("tierIds", rows.stream().map(row -> row.standing().id()).toArray(UUID[]::new))
        .param("tierUntil", texts(rows, row -> row.standing().until()))
        .param("negative", rows.stream().map(Row::negative).toArray(Boolean[]::new))
        .update();
  }

  private static <T> Long[] longs(List<T> things, ToLongFunction<T> value) {
    return things.stream().map(value::applyAsLong).toArray(Long[]::new);
  }

  private static <T> String[] texts(List<T> things, Function<T, @Nullable Instant> time) {
    return things.stream()
        .map(
            thing -> {
              Instant moment = time.apply(thing);
              return moment == null ? "" : moment.toString();
            })
        .toArray(String[]::new);
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("customer_id", UUID.class),
        row.getInt("version"),
        time(row, "updated_at"),
        row.getLong("balance"),
        row.getLong("held"),
        row.getLong("used"),
        row.getLong("earned"),
        row.getObject("settled_at", OffsetDateTime.class).toInstant(),
        row.getLong("settled_points"),
        time(row, "next_expiry_at"),
        row.getLong("next_expiry_points"),
        new Standing(row.getObject("tier_id", UUID.class), time(row, "tier_until")),
        row.getBoolean("negative"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
