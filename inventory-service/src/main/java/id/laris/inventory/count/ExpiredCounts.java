package id.laris.inventory.count;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.inventory.InventoryModule;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Ends counts that were open for too long. Calls refuse such a count even before this job ends it.
 */
@Component
class ExpiredCounts implements TenantJob {

  private static final int AT_ONCE = 100;

  private final Counts counts;
  private final CountEvents events;
  private final Writes writes;
  private final Clock clock;

  ExpiredCounts(Counts counts, CountEvents events, Writes writes, Clock clock) {
    this.counts = counts;
    this.events = events;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "inventory.expired-counts";
  }

  @Override
  public String service() {
    return InventoryModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void run() {
    writes.inParts(AT_ONCE, this::endSome);
  }

  private int endSome() {
    List<Count> expired = counts.lockExpired(clock.instant(), AT_ONCE);
    expired.forEach(Count::expire);
    counts.flush();
    expired.forEach(events::expired);
    return expired.size();
  }
}
