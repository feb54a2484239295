package id.laris.customer.balance;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.events.types.CustomerEvents;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The only way to change a balance: lock it, change it by its rules, and store it with its entries
 * and events. The number of statements does not depend on the number of balances.
 *
 * <p>Balances are always locked in the order of their ids; a caller that locks customers or orders
 * locks those first.
 */
@Component
public class Ledger {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batches;
  private final Outbox outbox;
  private final Clock clock;

  Ledger(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Outbox outbox, Clock clock) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Locks those of the balances that exist, and those into which they were merged meanwhile. */
  public LockedBalances lock(Collection<UUID> ids) {
    LockedBalances locked = new LockedBalances();
    Set<UUID> wanted = new LinkedHashSet<>(ids);
    while (!wanted.isEmpty()) {
      List<Balance> found =
          jdbc.sql(
                  """
                  select * from customer.balance where tenant_id = :tenant and id = any(:ids) order by id for update
                  """)
              .param("tenant", Caller.current().tenantId())
              .param("ids", wanted.toArray(UUID[]::new))
              .query((row, number) -> BalanceRows.read(row))
              .list();
      found.forEach(locked::add);
      wanted =
          found.stream()
              .map(Balance::mergedInto)
              .filter(Objects::nonNull)
              .collect(Collectors.toCollection(LinkedHashSet::new));
    }
    return locked;
  }

  /** Locks a gift card. Errors: NOT_FOUND. */
  public Balance lockCard(UUID id) {
    return card(lock(List.of(id)), id);
  }

  /** The gift card among those that are locked. Errors: NOT_FOUND. */
  public static Balance card(LockedBalances locked, UUID id) {
    Balance found = locked.at(id);
    if (found == null || found.kind() != Kind.GIFT_CARD) {
      throw noCard(id);
    }
    return found;
  }

  public static PosException noCard(UUID id) {
    return Errors.notFound("gift card", id);
  }

  /** Locks the store credit or account of a customer, and begins it where there is none. */
  public Balance lockOrBegin(UUID customerId, Kind kind, String currency) {
    UUID id = begin(customerId, kind, currency);
    return Objects.requireNonNull(lock(List.of(id)).at(id));
  }

  /**
   * Returns the id of the store credit or account of a customer. Where there is none a row of zero
   * is stored first, because only an existing row can be locked.
   */
  public UUID begin(UUID customerId, Kind kind, String currency) {
    return find(customerId, kind, currency)
        .orElseGet(
            () -> {
              insert(List.of(Balance.none(customerId, kind, currency)));
              return find(customerId, kind, currency).orElseThrow();
            });
  }

  /** The id of the store credit or account of a customer, where there is one. */
  public Optional<UUID> find(UUID customerId, Kind kind, String currency) {
    return jdbc.sql(
            """
            select id from customer.balance
            where tenant_id = :tenant and customer_id = :customer and kind = :kind and currency = :currency
              and kind <> 'GIFT_CARD' and merged_into is null
            """)
        .param("tenant", Caller.current().tenantId())
        .param("customer", customerId)
        .param("kind", kind.name())
        .param("currency", currency)
        .query(UUID.class)
        .optional();
  }

  /**
   * Stores new balances with nothing on them, and returns those that were not stored before: by
   * this transaction they are locked.
   */
  public List<Balance> insert(List<Balance> balances) {
    Instant now = clock.instant();
    Set<UUID> inserted =
        Set.copyOf(
            BalanceRows.bind(jdbc.sql(BalanceRows.INSERT), balances, now)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list());
    List<Balance> fresh =
        balances.stream().filter(balance -> inserted.contains(balance.id())).toList();
    fresh.forEach(balance -> balance.inserted(now));
    return fresh;
  }

  /**
   * Adds an entry and stores the balance, once under the entry id that the client made, if any.
   *
   * <p>Errors: ALREADY_EXISTS where the id was that of another entry; those of the change.
   */
  public Entry once(
      String clientId, Balance balance, BalanceEntry.Kind kind, long amount, Cause cause) {
    UUID id = Ids.orNext(clientId);
    Optional<Entry> stored = clientId.isEmpty() ? Optional.empty() : entry(id);
    if (stored.isPresent()) {
      Entry before = stored.get();
      if (!before.isOf(balance.id(), kind, amount, cause)) {
        throw Errors.alreadyExists("entry", id);
      }
      return before;
    }
    Entry added = balance.change(id, kind, amount, cause);
    store(balance);
    return added;
  }

  private Optional<Entry> entry(UUID id) {
    return jdbc.sql(
            """
            select entry.*, balance.currency
            from customer.balance_entry entry join customer.balance on balance.tenant_id = entry.tenant_id and balance.id = entry.balance_id
            where entry.tenant_id = :tenant and entry.id = :id
            """)
        .param("tenant", Caller.current().tenantId())
        .param("id", id)
        .query((row, number) -> BalanceRows.readEntry(row))
        .optional();
  }

  public void store(Balance balance) {
    store(List.of(balance));
  }

  /** Stores those that were changed, with their entries and events. */
  public void store(Collection<Balance> balances) {
    Instant now = clock.instant();
    List<Balance> changed =
        balances.stream()
            .filter(Balance::isChanged)
            .distinct()
            .sorted(Comparator.comparing(Balance::id))
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    changed.forEach(balance -> balance.storing(now));
    batches.batchUpdate(
        BalanceRows.UPDATE,
        changed.stream().map(BalanceRows::write).toArray(SqlParameterSource[]::new));
    SqlParameterSource[] entries =
        changed.stream()
            .flatMap(balance -> balance.entries().stream())
            .map(BalanceRows::write)
            .toArray(SqlParameterSource[]::new);
    if (entries.length > 0) {
      batches.batchUpdate(BalanceRows.INSERT_ENTRY, entries);
    }
    outbox.addAll(changed.stream().map(Ledger::event).toList());
    changed.forEach(Balance::stored);
  }

  private static NewEvent event(Balance balance) {
    return switch (balance.kind()) {
      case STORE_CREDIT ->
          NewEvent.of(
              CustomerEvents.STORE_CREDIT_CHANGED,
              balance.id(),
              balance.version(),
              BalanceProtos.storeCredit(balance));
      case ACCOUNT ->
          NewEvent.of(
              CustomerEvents.ACCOUNT_CHANGED,
              balance.id(),
              balance.version(),
              BalanceProtos.account(balance));
      default ->
          NewEvent.of(
              balance.isFresh()
                  ? CustomerEvents.GIFT_CARD_ISSUED
                  : CustomerEvents.GIFT_CARD_CHANGED,
              balance.id(),
              balance.version(),
              BalanceProtos.giftCardOfEvent(balance));
    };
  }
}
