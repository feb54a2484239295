package id.laris.customer.loyalty;

import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.customer.loyalty.Account.Row;
import id.laris.customer.loyalty.Accounts.Expiry;
import id.laris.events.types.CustomerEvents;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.PointEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Changes the points of customers: their accounts are locked, changed in memory, and stored with
 * the new entries and events by a few statements, however many they are.
 *
 * <p>The customers must be kept from being merged before ({@code Customers.bearers}), and be
 * bearers.
 */
@Component
public class PointsLedger {

  private final Accounts accounts;
  private final Entries entries;
  private final LoyaltyPrograms programs;
  private final Outbox outbox;
  private final Clock clock;

  PointsLedger(
      Accounts accounts, Entries entries, LoyaltyPrograms programs, Outbox outbox, Clock clock) {
    this.accounts = accounts;
    this.entries = entries;
    this.programs = programs;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * The accounts of customers as they were stored, by customer, and the entries that were added.
   */
  record Stored(Map<UUID, LoyaltyAccount> accounts, List<PointEntry> entries) {}

  /**
   * The accounts of customers, locked in the order of their ids. Points whose time has come are
   * taken first, so that nothing is done with them.
   */
  public LockedAccounts lock(Collection<UUID> customerIds) {
    LockedAccounts locked = new LockedAccounts();
    if (customerIds.isEmpty()) {
      return locked;
    }
    Instant now = clock.instant();
    Map<UUID, Row> rows = new HashMap<>();
    lock(customerIds, rows);
    List<UUID> missing =
        customerIds.stream().filter(id -> !rows.containsKey(id)).distinct().toList();
    if (!missing.isEmpty()) {
      accounts.open(missing, now);
      lock(missing, rows);
    }
    Map<UUID, Long> matured = accounts.matured(List.copyOf(rows.values()), now);
    for (Row row : rows.values()) {
      Account account = new Account(row);
      account.settle(matured.getOrDefault(row.customerId(), 0L), now);
      locked.add(account);
    }
    return locked;
  }

  private void lock(Collection<UUID> customerIds, Map<UUID, Row> rows) {
    accounts.lock(customerIds).forEach(row -> rows.put(row.customerId(), row));
  }

  /** Finds out what counts for the tiers of locked accounts. */
  void reckon(Collection<Account> some, LoyaltyProgram program) {
    if (program.getTiersCount() > 0 && !some.isEmpty()) {
      Map<UUID, Long> reached =
          accounts.reached(
              some.stream().map(Account::customerId).toList(), program, clock.instant());
      some.forEach(account -> account.reach(reached.getOrDefault(account.customerId(), 0L)));
    }
  }

  /**
   * Stores those of the accounts that have changed. Points that were given back, or that come from
   * an old order, expire at once where their time has come.
   */
  public void store(LockedAccounts locked) {
    if (locked.all().stream().anyMatch(Account::isChanged)) {
      store(locked, programs.current());
    }
  }

  Stored store(LockedAccounts locked, LoyaltyProgram program) {
    Instant now = clock.instant();
    locked.all().forEach(Account::expire);
    List<Account> changed = locked.all().stream().filter(Account::isChanged).toList();
    if (changed.isEmpty()) {
      return new Stored(Map.of(), List.of());
    }
    List<Entry> drafts = changed.stream().flatMap(account -> account.drafts().stream()).toList();
    List<PointEntry> added = drafts.isEmpty() ? List.of() : entries.add(drafts, now);
    Map<UUID, Expiry> next = accounts.nextExpiries(changed);
    List<Row> rows =
        changed.stream()
            .map(
                account -> {
                  Expiry expiry = next.get(account.customerId());
                  return account.changed(
                      expiry == null ? null : expiry.at(),
                      expiry == null ? 0 : expiry.points(),
                      now);
                })
            .toList();
    accounts.update(rows, now);
    return new Stored(announce(changed, rows, new Tiers(program)), added);
  }

  private Map<UUID, LoyaltyAccount> announce(List<Account> changed, List<Row> rows, Tiers tiers) {
    Map<UUID, LoyaltyAccount> protos = new HashMap<>();
    List<NewEvent> events = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      LoyaltyAccount proto = row.toProto(tiers);
      protos.put(row.customerId(), proto);
      events.add(
          NewEvent.of(CustomerEvents.POINTS_CHANGED, row.customerId(), row.version(), proto));
      if (changed.get(i).hasOtherTier()) {
        events.add(
            NewEvent.of(
                CustomerEvents.LOYALTY_TIER_CHANGED, row.customerId(), row.version(), proto));
      }
    }
    outbox.addAll(events);
    return protos;
  }
}
