package id.laris.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tenants whose events a consumer must read, each once and at its time. A tenant that was taken
 * is not given out again until it is done; if it is added meanwhile, it is due again after its
 * pause.
 */
final class DueTenants {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<UUID, Due> waiting = new HashMap<>();
  private final TreeSet<Due> byTime =
      new TreeSet<>(Comparator.comparingLong(Due::atNanos).thenComparing(Due::tenantId));
  private final Set<UUID> taken = new HashSet<>();

  /** The ends of the pauses of tenants, in nanoseconds from the start. */
  private final Map<UUID, Long> restingUntil = new HashMap<>();

  private final long startNanos = System.nanoTime();
  private boolean closed;

  /** A tenant and when it is due, in nanoseconds from the start. */
  private record Due(long atNanos, UUID tenantId) {}

  /**
   * Adds tenants, which are due after the delay, or earlier if they were due earlier already. They
   * are taken together.
   */
  void add(Collection<UUID> tenantIds, Duration delay) {
    lock.lock();
    try {
      long atNanos = now() + delay.toNanos();
      tenantIds.forEach(tenantId -> add(tenantId, atNanos));
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void add(UUID tenantId, long atNanos) {
    Due due = new Due(Math.max(atNanos, restingUntil.getOrDefault(tenantId, 0L)), tenantId);
    Due before = waiting.get(tenantId);
    if (before != null && before.atNanos() <= due.atNanos()) {
      return;
    }
    if (before != null) {
      byTime.remove(before);
    }
    waiting.put(tenantId, due);
    if (!taken.contains(tenantId)) {
      byTime.add(due);
    }
  }

  /** Waits until a tenant is due, and takes all that are, up to so many; none after the end. */
  List<UUID> take(int most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      List<UUID> due = takeDue(most);
      while (due.isEmpty() && !closed) {
        long wait = byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().atNanos() - now();
        changed.await(Math.min(wait, TimeUnit.MINUTES.toNanos(1)), TimeUnit.NANOSECONDS);
        due = takeDue(most);
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  private List<UUID> takeDue(int most) {
    List<UUID> due = new ArrayList<>();
    long now = now();
    while (!closed && due.size() < most && !byTime.isEmpty() && byTime.first().atNanos() <= now) {
      UUID tenantId = byTime.removeFirst().tenantId();
      waiting.remove(tenantId);
      taken.add(tenantId);
      due.add(tenantId);
    }
    return due;
  }

  /** Returns a tenant that was taken; it is not due again before this pause is over. */
  void done(UUID tenantId, Duration rest) {
    lock.lock();
    try {
      taken.remove(tenantId);
      long rested = now() + rest.toNanos();
      restingUntil.put(tenantId, rested);
      Due again = waiting.get(tenantId);
      if (again != null) {
        Due later = new Due(Math.max(again.atNanos(), rested), tenantId);
        waiting.put(tenantId, later);
        byTime.add(later);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives out no more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private long now() {
    return System.nanoTime() - startNanos;
  }
}
