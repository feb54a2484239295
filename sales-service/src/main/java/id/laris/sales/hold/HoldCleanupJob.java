package id.laris.sales.hold;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.sales.SalesModule;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Releases, at all their holders, the holds of attempts that stored no order.
 *
 * <p>An attempt that is only slow is given up too: its order is then not stored, and the call reads
 * the order again.
 */
@Component
class HoldCleanupJob implements TenantJob {

  private static final Logger log = LoggerFactory.getLogger(HoldCleanupJob.class);
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(3);

  private final HoldIntents intents;
  private final OrderHolds holds;
  private final Writes writes;

  HoldCleanupJob(HoldIntents intents, OrderHolds holds, Writes writes) {
    this.intents = intents;
    this.holds = holds;
    this.writes = writes;
  }

  @Override
  public String name() {
    return "sales.holds";
  }

  @Override
  public String service() {
    return SalesModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(15);
  }

  @Override
  public String mayBeWork() {
    return "select from sales.stock_intent where tenant_id = $1";
  }

  @Override
  public void run() {
    List<HoldIntent> leftBehind = writes.run(() -> intents.giveUpOlderThan(LEFT_BEHIND));
    leftBehind.forEach(this::release);
  }

  private void release(HoldIntent intent) {
    try {
      holds.release(intent);
    } catch (RuntimeException e) {
      log.warn("{} could not be released, the next run will: {}", intent, e.toString());
    }
  }
}
