package id.laris.events;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The tenants that are due, each once however often it was added. */
final class TenantInbox {

  private final Set<String> types;
  private final Runnable wake;
  private final Set<UUID> seen = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean everyTenant = new AtomicBoolean();
  private Set<UUID> tenants = new HashSet<>();

  /**
   * An inbox that calls this, which must be quick, whenever something comes in.
   *
   * @param types of the events that are asked for; all where there are none
   */
  TenantInbox(Set<String> types, Runnable wake) {
    this.types = Set.copyOf(types);
    this.wake = wake;
  }

  /**
   * For events of these types, if one of them is asked for. A tenant comes in once in any case: who
   * knows of it looks at it now and then, though a signal gets lost.
   */
  void add(UUID tenantId, Set<String> newTypes) {
    boolean isFirst = seen.add(tenantId);
    if (isFirst || types.isEmpty() || !Collections.disjoint(types, newTypes)) {
      add(tenantId);
    }
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

  /** Takes the tenants that were added by name. */
  synchronized Set<UUID> drain() {
    Set<UUID> drained = tenants;
    tenants = new HashSet<>();
    return drained;
  }

  /** Returns whether every tenant must be read, and resets this. */
  boolean drainEveryTenant() {
    return everyTenant.getAndSet(false);
  }
}
