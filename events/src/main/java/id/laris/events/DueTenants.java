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
 * Tenants that a consumer has to look at, each once and at its time. While one is worked on nobody
 * else gets it; where it comes in again meanwhile it is due again afterwards, when it has rested.
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

  /** Has the tenant looked at after a delay, or earlier where it is due earlier. */
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

  /** The next tenant, once it is due; null when there are to be no more. */
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

  /** Gives back a tenant that was taken, and is not to be looked at again before it has rested. */
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
