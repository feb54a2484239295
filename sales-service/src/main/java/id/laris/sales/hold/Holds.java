package id.laris.sales.hold;

import id.laris.common.db.AfterCommit;
import id.laris.common.errors.PosException;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The holds of several holders for one order while it is stored. Holds that are not handed over by
 * the end of the block are released there; if the process dies, {@link HoldCleanupJob} does it.
 */
public final class Holds implements AutoCloseable {

  private final OrderHolds orderHolds;
  private final List<? extends Claim<?>> claims;

  /** Null where nothing is claimed. */
  private final @Nullable HoldIntent intent;

  private boolean leftToJob;
  private boolean handedOver;

  Holds(OrderHolds orderHolds, List<? extends Claim<?>> claims, @Nullable HoldIntent intent) {
    this.orderHolds = orderHolds;
    this.claims = claims;
    this.intent = intent;
  }

  /**
   * Asks the holders one after the other; a refusal is thrown unchanged. Never inside a
   * transaction.
   */
  public void take() {
    if (intent == null) {
      return;
    }
    try {
      orderHolds.releaseUnclaimed(intent, claims);
      claims.forEach(claim -> claim.take(intent.key()));
    } catch (PosException e) {
      // The holder cannot be reached, and may hold it nevertheless.
      leftToJob = true;
      throw e;
    }
  }

  /**
   * Hands everything over to the order, in the transaction that stores it: both happen, or neither.
   *
   * @throws ConcurrentOrderChange where the attempt was given up meanwhile
   */
  public void handOver(Order order) {
    if (intent == null) {
      return;
    }
    orderHolds.deleteIntent(intent);
    claims.forEach(claim -> claim.handOver(intent.key(), order));
    // A transaction that is rolled back has handed nothing over, though the call be answered.
    AfterCommit.run(() -> handedOver = true);
  }

  @Override
  public void close() {
    if (intent != null && !handedOver) {
      orderHolds.giveUp(intent, leftToJob);
    }
  }
}
