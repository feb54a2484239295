package id.laris.customer.loyalty;

import id.laris.customer.records.CustomerRecords;
import id.laris.pos.v1.LoyaltyProgram;
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
class LoyaltyRecords implements CustomerRecords {

  private final PointsLedger ledger;
  private final Entries entries;
  private final LoyaltyPrograms programs;
  private final Clock clock;

  LoyaltyRecords(PointsLedger ledger, Entries entries, LoyaltyPrograms programs, Clock clock) {
    this.ledger = ledger;
    this.entries = entries;
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
}
