package id.laris.common.events;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tenants that are to be looked at, each once however often it came in. */
final class TenantInbox {

  private final Runnable wake;
  private final AtomicBoolean everyTenant = new AtomicBoolean();
  private Set<UUID> tenants = new HashSet<>();

  /** An inbox that calls this, which must be quick, whenever something comes in. */
  TenantInbox(Runnable wake) {
    this.wake = wake;
  }

  void add(UUID tenantId) {
    synchronized (this) {
      tenants.add(tenantId);
    }
    wake.run();
  }

  void addEveryTenant() {
    everyTenant.set(true);
    wake.run();
  }

  /** Takes what has come in by name. */
  synchronized Set<UUID> drain() {
    Set<UUID> drained = tenants;
    tenants = new HashSet<>();
    return drained;
  }

  /** Whether every tenant is to be looked at; asked once, it is no longer so. */
  boolean drainEveryTenant() {
    return everyTenant.getAndSet(false);
  }
}
