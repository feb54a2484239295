package id.laris.customer.reward;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.customer.CustomerModule;
import id.laris.customer.loyalty.LockedAccounts;
import id.laris.customer.loyalty.PointsLedger;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.RewardReservation.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives back the points of reservations that have expired. */
@Component
class ExpiredReservations implements TenantJob {

  private static final int AT_ONCE = 100;

  private final Reservations reservations;
  private final PointsLedger ledger;
  private final Customers customers;
  private final Writes writes;
  private final Clock clock;

  ExpiredReservations(
      Reservations reservations,
      PointsLedger ledger,
      Customers customers,
      Writes writes,
      Clock clock) {
    this.reservations = reservations;
    this.ledger = ledger;
    this.customers = customers;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "customer.expired-reward-reservations";
  }

  @Override
  public String service() {
    return CustomerModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public String mayBeWork() {
    return "select from customer.reward_reservation where tenant_id = $1 and status = 'HELD' and expires_at <= $2";
  }

  @Override
  public void run() {
    writes.inParts(AT_ONCE, this::endSome);
  }

  private int endSome() {
    Instant now = clock.instant();
    List<UUID> orderIds = reservations.expired(now, AT_ONCE);
    if (!orderIds.isEmpty()) {
      customers.bearers(reservations.customers(orderIds));
      List<Reservation> expired =
          reservations.lock(orderIds).stream().filter(one -> one.hasExpired(now)).toList();
      LockedAccounts accounts =
          ledger.lock(expired.stream().map(Reservation::holder).distinct().toList());
      expired.forEach(one -> accounts.at(one.holder()).release(one.points()));
      ledger.store(accounts);
      reservations.update(
          expired.stream().map(one -> one.ended(Status.EXPIRED, one.revision(), now)).toList());
    }
    return orderIds.size();
  }
}
