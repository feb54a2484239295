package id.laris.promotion.usage;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.pos.v1.UsageReservation.Status;
import id.laris.promotion.PromotionModule;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import id.laris.promotion.counter.Counters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives back the uses of reservations that have expired. */
@Component
class ExpiredReservations implements TenantJob {

  private static final int AT_ONCE = 100;

  private final Reservations reservations;
  private final Counters counters;
  private final Writes writes;
  private final Clock clock;

  ExpiredReservations(Reservations reservations, Counters counters, Writes writes, Clock clock) {
    this.reservations = reservations;
    this.counters = counters;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "promotion.expired-reservations";
  }

  @Override
  public String service() {
    return PromotionModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public String mayBeWork() {
    return "select from promotion.usage_reservation where tenant_id = $1 and status = 'RESERVED' and expires_at <= $2";
  }

  @Override
  public void run() {
    writes.inParts(AT_ONCE, this::endSome);
  }

  private int endSome() {
    Instant now = clock.instant();
    List<UUID> orderIds = reservations.expired(now, AT_ONCE);
    if (!orderIds.isEmpty()) {
      List<Reservation> expired =
          reservations.lock(orderIds).stream().filter(one -> one.hasExpired(now)).toList();
      reservations.update(
          expired.stream().map(one -> one.ended(Status.EXPIRED, one.revision(), now)).toList());
      Map<Counter, Count> freed = Map.of();
      for (Reservation one : expired) {
        freed = Count.sum(freed, one.counts());
      }
      counters.add(Count.difference(Map.of(), freed));
    }
    return orderIds.size();
  }
}
