package id.laris.events;

import id.laris.common.db.CommittedEvents;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for events: in this process at once, and through {@link FeedNotifier} in
 * others. A signal says only that there may be something; a reader that misses one looks again
 * after a while.
 */
@Component
class FeedSignals implements CommittedEvents {

  private final ConcurrentMap<UUID, Set<Runnable>> listeners = new ConcurrentHashMap<>();
  private final Set<TenantInbox> inboxes = ConcurrentHashMap.newKeySet();
  private final Set<TenantInbox> outgoing = ConcurrentHashMap.newKeySet();

  /** Ends the registration when it is closed. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** Runs this, which must be quick, whenever a tenant has events that may be new. */
  Registration listen(UUID tenantId, Runnable wake) {
    listeners.compute(
        tenantId,
        (tenant, before) -> {
          Set<Runnable> set = before == null ? ConcurrentHashMap.newKeySet() : before;
          set.add(wake);
          return set;
        });
    return () ->
        listeners.computeIfPresent(
            tenantId,
            (tenant, set) -> {
              set.remove(wake);
              return set.isEmpty() ? null : set;
            });
  }

  /** Puts every tenant with events that may be new, and that it asks for, into the inbox. */
  Registration watch(TenantInbox inbox) {
    inboxes.add(inbox);
    return () -> inboxes.remove(inbox);
  }

  /** Does the same as {@link #watch}, for commits of this process only. */
  Registration watchOwn(TenantInbox inbox) {
    outgoing.add(inbox);
    return () -> outgoing.remove(inbox);
  }

  @Override
  public void committed(UUID tenantId, Set<String> types) {
    wakeListeners(tenantId);
    inboxes.forEach(inbox -> inbox.add(tenantId, types));
    outgoing.forEach(inbox -> inbox.add(tenantId));
  }

  /** Another process has committed events of this tenant; of which types is not known. */
  void tell(UUID tenantId) {
    wakeListeners(tenantId);
    inboxes.forEach(inbox -> inbox.add(tenantId));
  }

  private void wakeListeners(UUID tenantId) {
    Set<Runnable> set = listeners.get(tenantId);
    if (set != null) {
      set.forEach(Runnable::run);
    }
  }

  /** Wakes every reader, because signals may have been missed. */
  void tellEverybody() {
    listeners.values().forEach(set -> set.forEach(Runnable::run));
    inboxes.forEach(TenantInbox::addEveryTenant);
  }

  /** Returns the number of waiting readers. */
  int count() {
    return listeners.values().stream().mapToInt(Set::size).sum() + inboxes.size();
  }
}
