package id.laris.promotion.customer;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.promotion.PromotionModule;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks once more at the coupons and uses of customers who were merged. */
@Component
class LookAgainJob implements TenantJob {

  private static final int AT_ONCE = 20;

  private final MergedCustomers customers;
  private final Writes writes;

  LookAgainJob(MergedCustomers customers, Writes writes) {
    this.customers = customers;
    this.writes = writes;
  }

  @Override
  public String name() {
    return "promotion.merged-customers";
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
    return "select from promotion.merged_customer where tenant_id = $1 and look_again_at <= $2";
  }

  @Override
  public void run() {
    writes.inParts(AT_ONCE, () -> customers.lookAgain(AT_ONCE));
  }
}
