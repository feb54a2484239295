package id.laris.customer.loyalty;

import id.laris.customer.records.CustomerRecords;
import id.laris.customer.records.ExportedRecords;
import id.laris.pos.v1.CustomerExport;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.PointEntry;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The points of a customer. A merge moves the entries themselves, so that points keep the time at
 * which they expire and orders keep what they have earned; the customer gets the better tier of the
 * two.
 */
@Component
class LoyaltyRecords implements CustomerRecords, ExportedRecords {

  private static final int MOST_EXPORTED = 5_000;

  private final PointsLedger ledger;
  private final Entries entries;
  private final Accounts accounts;
  private final LoyaltyPrograms programs;
  private final Clock clock;

  LoyaltyRecords(
      PointsLedger ledger,
      Entries entries,
      Accounts accounts,
      LoyaltyPrograms programs,
      Clock clock) {
    this.ledger = ledger;
    this.entries = entries;
    this.accounts = accounts;
    this.programs = programs;
    this.clock = clock;
  }

  @Override
  public void merge(UUID from, UUID into) {
    LoyaltyProgram program = programs.current();
    Tiers tiers = new Tiers(program);
    LockedAccounts locked = ledger.lock(List.of(from, into));
    Account source = locked.at(from);
    Account target = locked.at(into);
    entries.move(from, into);
    target.absorb(source, tiers);
    ledger.reckon(List.of(target), program);
    target.stand(tiers, clock.instant());
    ledger.store(locked, program);
  }

  @Override
  public void anonymize(UUID customerId) {
    entries.emptyReasons(customerId);
  }

  @Override
  public void export(UUID customerId, CustomerExport.Builder document) {
    List<PointEntry> newest = entries.list(customerId, null, MOST_EXPORTED + 1);
    document
        .setLoyaltyAccount(accounts.shown(customerId, programs.current()))
        .addAllPointEntries(newest.stream().limit(MOST_EXPORTED).toList())
        .setHasOlderPointEntries(newest.size() > MOST_EXPORTED);
  }
}
