package id.laris.customer.account;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Sums;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.BalanceQueries;
import id.laris.customer.balance.BalanceRows;
import id.laris.customer.balance.Entry;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.GetStatementRequest;
import id.laris.pos.v1.GetStatementResponse;
import id.laris.pos.v1.GetStatementResponse.Ageing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The statement of a customer's account. Its entries are those that were recorded in the time asked
 * for: so a statement that was printed stays as it is, even if a till reports a sale late.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND; VALIDATION_FAILED where from is not before to, or for more than
 * 1000 entries.
 */
@Component
public class GetStatement {

  private static final int MOST_ENTRIES = 1_000;
  private static final int STEP_DAYS = 30;
  private static final int STEPS = 4;

  private final JdbcClient jdbc;
  private final BalanceQueries balances;
  private final DefaultCurrency defaultCurrency;
  private final Reads reads;
  private final Clock clock;

  GetStatement(
      JdbcClient jdbc,
      BalanceQueries balances,
      DefaultCurrency defaultCurrency,
      Reads reads,
      Clock clock) {
    this.jdbc = jdbc;
    this.balances = balances;
    this.defaultCurrency = defaultCurrency;
    this.reads = reads;
    this.clock = clock;
  }

  public GetStatementResponse run(GetStatementRequest request) {
    String currency = defaultCurrency.orNamed("currency", request.getCurrency());
    Instant from = request.hasFrom() ? Protos.instant("from", request.getFrom()) : Instant.EPOCH;
    // The entries of this very moment are part of a statement up to now.
    Instant to =
        request.hasTo()
            ? Protos.instant("to", request.getTo())
            : clock.instant().plus(Duration.ofDays(1));
    if (!from.isBefore(to)) {
      throw Errors.invalid("from", "must be before to");
    }
    UUID customerId = Ids.parse(request.getCustomerId());
    return reads.run(
        () -> statement(balances.ofCustomer(customerId, Kind.ACCOUNT, currency), from, to));
  }

  private GetStatementResponse statement(Balance account, Instant from, Instant to) {
    List<Entry> entries = entries(account.id(), from, to);
    if (entries.size() > MOST_ENTRIES) {
      throw Errors.invalid(
          "to", "leaves more than %d entries: ask for a shorter time".formatted(MOST_ENTRIES));
    }
    long opening = -sumBefore(account.id(), from);
    long closing = entries.stream().map(entry -> -entry.amount()).reduce(opening, Amounts::add);
    return GetStatementResponse.newBuilder()
        .setAccount(BalanceProtos.account(account))
        .setOpening(Protos.money(opening, account.currency()))
        .addAllEntries(entries.stream().map(Entry::toProto).toList())
        .setClosing(Protos.money(closing, account.currency()))
        .setAgeing(ageing(account))
        .build();
  }

  private List<Entry> entries(UUID accountId, Instant from, Instant to) {
    return jdbc.sql(
            """
            select entry.*, balance.currency
            from customer.balance_entry entry join customer.balance on balance.tenant_id = entry.tenant_id and balance.id = entry.balance_id
            where entry.tenant_id = :tenant and entry.balance_id = :account and entry.recorded_at >= :from and entry.recorded_at < :to
            order by entry.recorded_at, entry.number limit :atMost
            """)
        .param("tenant", Caller.current().tenantId())
        .param("account", accountId)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("atMost", MOST_ENTRIES + 1)
        .query((row, number) -> BalanceRows.readEntry(row))
        .list();
  }

  private long sumBefore(UUID accountId, Instant from) {
    return jdbc.sql(
            """
            select coalesce(sum(amount), 0) as total from customer.balance_entry
            where tenant_id = :tenant and balance_id = :account and recorded_at < :from
            """)
        .param("tenant", Caller.current().tenantId())
        .param("account", accountId)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .query((row, number) -> Sums.read(row, "total"))
        .single();
  }

  /** A purchase of which something is still owed. */
  private record Unpaid(long amount, Instant boughtAt) {}

  /**
   * The oldest purchases are settled first: so what is owed is owed for the newest ones, as far
   * back as their sum reaches.
   */
  private Ageing ageing(Balance account) {
    long[] steps = new long[STEPS];
    Instant now = clock.instant();
    for (Unpaid unpaid : unpaid(account)) {
      long days = Math.max(0, Duration.between(unpaid.boughtAt, now).toDays());
      int step = (int) Math.min(STEPS - 1, Math.max(0, days - 1) / STEP_DAYS);
      steps[step] += unpaid.amount;
    }
    String currency = account.currency();
    return Ageing.newBuilder()
        .setUpTo30Days(Protos.money(steps[0], currency))
        .setUpTo60Days(Protos.money(steps[1], currency))
        .setUpTo90Days(Protos.money(steps[2], currency))
        .setOver90Days(Protos.money(steps[3], currency))
        .build();
  }

  private List<Unpaid> unpaid(Balance account) {
    return jdbc.sql(
            """
            select least(charged, :owed - newer) as amount, occurred_at
            from (
              select -amount as charged, occurred_at,
                coalesce(sum(-amount) over (
                  order by occurred_at desc, number desc rows between unbounded preceding and 1 preceding), 0) as newer
              from customer.balance_entry
              where tenant_id = :tenant and balance_id = :account and kind = 'CHARGE'
            ) purchase
            where newer < :owed
            """)
        .param("tenant", Caller.current().tenantId())
        .param("account", account.id())
        .param("owed", -account.amount())
        .query(
            (row, number) ->
                new Unpaid(
                    Sums.read(row, "amount"),
                    row.getObject("occurred_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
