package id.laris.events;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tenants whose events a consumer must read, each once and at its time. While a worker has a
 * tenant no other worker gets it; if it is added again meanwhile, it is due again after its pause.
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

  /** Adds a tenant, which is due after the delay, or earlier if it was due earlier already. */
  void add(UUID tenantId, Duration delay) {
    lock.lock();
    try {
      long rested = restingUntil.getOrDefault(tenantId, 0L);
      Due due = new Due(Math.max(now() + delay.toNanos(), rested), tenantId);
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
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next due tenant and returns it; null after the end. */
  @Nullable UUID take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        long wait = byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().atNanos() - now();
        if (wait <= 0) {
          UUID tenantId = byTime.removeFirst().tenantId();
          waiting.remove(tenantId);
          taken.add(tenantId);
          return tenantId;
        }
        changed.await(Math.min(wait, TimeUnit.MINUTES.toNanos(1)), TimeUnit.NANOSECONDS);
      }
      return null;
    } finally {
      lock.unlock();
    }
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
