package id.laris.customer.loyalty;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.customer.CustomerModule;
import id.laris.customer.profile.Customer;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.LoyaltyProgram;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes points that have expired, those that expire first before others, and decides again on tiers
 * whose period is over. Held points do not expire before they are given back.
 */
@Component
class DueAccounts implements TenantJob {

  private static final int AT_ONCE = 100;

  private final PointsLedger ledger;
  private final Accounts accounts;
  private final LoyaltyPrograms programs;
  private final Customers customers;
  private final Writes writes;
  private final Clock clock;

  DueAccounts(
      PointsLedger ledger,
      Accounts accounts,
      LoyaltyPrograms programs,
      Customers customers,
      Writes writes,
      Clock clock) {
    this.ledger = ledger;
    this.accounts = accounts;
    this.programs = programs;
    this.customers = customers;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "customer.due-points";
  }

  @Override
  public String service() {
    return CustomerModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public String mayBeWork() {
    return "select from customer.loyalty_account where tenant_id = $1 and (next_expiry_at <= $2 or tier_until <= $2)";
  }

  @Override
  public void run() {
    writes.inParts(AT_ONCE, this::doSome);
  }

  private int doSome() {
    Instant now = clock.instant();
    List<UUID> due = accounts.due(now, AT_ONCE);
    if (!due.isEmpty()) {
      LoyaltyProgram program = programs.current();
      Tiers tiers = new Tiers(program);
      // One that was merged since it was found is no longer due.
      LockedAccounts locked =
          ledger.lock(
              customers.bearers(due).values().stream().map(Customer::id).distinct().toList());
      ledger.reckon(locked.all(), program);
      locked.all().forEach(account -> account.stand(tiers, now));
      ledger.store(locked, program);
    }
    return due.size();
  }
}
