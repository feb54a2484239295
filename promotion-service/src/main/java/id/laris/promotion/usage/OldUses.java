package id.laris.promotion.usage;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.promotion.PromotionModule;
import id.laris.promotion.counter.Counters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/**
 * Deletes what no order asks for any more: the counters of days that are long past, and
 * reservations that ended long ago. Counters of all uses, of customers and of amounts stay, because
 * their limits hold for ever.
 */
@Component
class OldUses implements TenantJob {

  /** So late an order may still come that was made on the day. */
  static final int DAYS_OF_COUNTERS = 31;

  /** So late an attempt or an event may still come about the order. */
  static final int DAYS_OF_RESERVATIONS = 90;

  private static final int AT_ONCE = 500;

  private final Reservations reservations;
  private final Counters counters;
  private final Writes writes;
  private final Clock clock;

  OldUses(Reservations reservations, Counters counters, Writes writes, Clock clock) {
    this.reservations = reservations;
    this.counters = counters;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "promotion.old-uses";
  }

  @Override
  public String service() {
    return PromotionModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public String mayBeWork() {
    return """
        select from promotion.use_counter where tenant_id = $1 and scope <> '' and scope >= 'day:'
          and scope < 'day:' || to_char($2 at time zone 'UTC' - interval '%d days', 'YYYY-MM-DD')
        union all
        select from promotion.usage_reservation where tenant_id = $1 and status <> 'RESERVED' and updated_at < $2 - interval '%d days'
        """
        .formatted(DAYS_OF_COUNTERS, DAYS_OF_RESERVATIONS);
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    LocalDate firstDay = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS_OF_COUNTERS);
    writes.inParts(AT_ONCE, () -> counters.deleteDaysBefore(firstDay, AT_ONCE));
    Instant before = now.minus(Duration.ofDays(DAYS_OF_RESERVATIONS));
    writes.inParts(AT_ONCE, () -> reservations.deleteEndedBefore(before, AT_ONCE));
  }
}
