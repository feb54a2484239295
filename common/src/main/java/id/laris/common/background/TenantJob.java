package id.laris.common.background;

import java.time.Duration;

/**
 * Work that a service repeats for each of its tenants. A bean of this type is run by {@link
 * TenantJobs}; it may run in several processes at once, so it must be safe to do so.
 */
public interface TenantJob {

  /** Its name in the log, such as {@code inventory.expired-reservations}. */
  String name();

  /** Full name of the gRPC service that it works for, such as {@code pos.v1.InventoryService}. */
  String service();

  /** The pause between two runs. */
  Duration every();

  /**
   * A query of the rows that may be work for the tenant {@code $1} at the time {@code $2}. The job
   * runs only for tenants that have any; without a query it runs for all.
   */
  default String mayBeWork() {
    return "";
  }

  /** Does the work for the tenant of the current caller; begins its transactions itself. */
  void run();
}
