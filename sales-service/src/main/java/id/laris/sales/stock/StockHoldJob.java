package id.laris.sales.stock;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sees that what is held is what orders need: releases what was left behind by attempts that came
 * to nothing, and prolongs what OPEN orders hold.
 *
 * <p>An attempt that is only slow comes to nothing too, once it is given up here: its order is then
 * not stored, and the call looks again.
 */
@Component
class StockHoldJob implements TenantJob {

  private static final Logger log = LoggerFactory.getLogger(StockHoldJob.class);
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(3);

  private final StockIntents intents;
  private final StockHolds holds;
  private final ProlongHolds prolongHolds;
  private final Writes writes;

  StockHoldJob(StockIntents intents, StockHolds holds, ProlongHolds prolongHolds, Writes writes) {
    this.intents = intents;
    this.holds = holds;
    this.prolongHolds = prolongHolds;
    this.writes = writes;
  }

  @Override
  public String name() {
    return "sales.stock-holds";
  }

  @Override
  public String service() {
    return "pos.v1.SalesService";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(15);
  }

  @Override
  public void run() {
    List<Attempt> leftBehind = writes.run(() -> intents.giveUpOlderThan(LEFT_BEHIND));
    leftBehind.forEach(this::release);
    prolongHolds.run();
  }

  private void release(Attempt attempt) {
    try {
      holds.release(attempt);
    } catch (StatusRuntimeException | PosException e) {
      log.warn("{} could not be released, the next run will: {}", attempt, e.toString());
    }
  }
}
