package id.laris.sales.customer;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.sales.SalesModule;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks once more at the orders of customers who were merged or anonymised. */
@Component
class LookAgainJob implements TenantJob {

  private static final int AT_ONCE = 20;

  private final DepartedCustomers customers;
  private final Writes writes;

  LookAgainJob(DepartedCustomers customers, Writes writes) {
    this.customers = customers;
    this.writes = writes;
  }

  @Override
  public String name() {
    return "sales.departed-customers";
  }

  @Override
  public String service() {
    return SalesModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public String mayBeWork() {
    return "select from sales.departed_customer where tenant_id = $1 and look_again_at <= $2";
  }

  @Override
  public void run() {
    writes.inParts(AT_ONCE, () -> customers.lookAgain(AT_ONCE));
  }
}
