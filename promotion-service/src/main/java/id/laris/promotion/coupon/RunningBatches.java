package id.laris.promotion.coupon;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.promotion.PromotionModule;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes the coupons of batches in parts, and goes on where a process that stopped has left off. */
@Component
class RunningBatches implements TenantJob {

  private final CouponBatches batches;
  private final MakeCoupons makeCoupons;
  private final Reads reads;
  private final Writes writes;

  RunningBatches(CouponBatches batches, MakeCoupons makeCoupons, Reads reads, Writes writes) {
    this.batches = batches;
    this.makeCoupons = makeCoupons;
    this.reads = reads;
    this.writes = writes;
  }

  @Override
  public String name() {
    return "promotion.coupon-batches";
  }

  @Override
  public String service() {
    return PromotionModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(2);
  }

  @Override
  public String mayBeWork() {
    return "select from promotion.coupon_batch where tenant_id = $1 and made < wanted";
  }

  @Override
  public void run() {
    for (UUID id : reads.run(batches::running)) {
      while (!Thread.currentThread().isInterrupted() && isLeft(id)) {
        // Each part is a transaction of its own, so that none locks much or lasts long.
      }
    }
  }

  private boolean isLeft(UUID id) {
    return writes.run(
        () -> batches.lock(id).map(makeCoupons::run).filter(batch -> !batch.isDone()).isPresent());
  }
}
