package id.laris.catalog.imports;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import io.grpc.Context;
import io.grpc.Context.CancellationListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets the imports of this process run in turn: one of a tenant at a time, and few in all, so that
 * they leave connections for other calls. A tenant that has had its turn waits behind every tenant
 * that waits already, so that however many imports it sends, others wait for one of them at most.
 * Each import that waits keeps its rows in memory, so few of a tenant wait and more are refused.
 */
@Component
class ImportTurns {

  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 16;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Set<UUID> running = new HashSet<>();

  /** The imports that wait, of the tenant whose turn comes first. */
  private final Map<UUID, Deque<CompletableFuture<Void>>> waiting = new LinkedHashMap<>();

  private final AtomicInteger waitingCalls = new AtomicInteger();

  ImportTurns(MeterRegistry meters) {
    Gauge.builder("laris.imports.waiting", waitingCalls, AtomicInteger::get)
        .description("Imports that wait for their turn")
        .register(meters);
  }

  /**
   * Does the work when it is the turn of the caller's tenant.
   *
   * @throws PosException RATE_LIMITED where several imports of the tenant wait already; UNAVAILABLE
   *     where the call ends before its turn: nothing has been done then
   */
  <R> R inTurn(Supplier<R> work) {
    UUID tenantId = Caller.current().tenantId();
    await(tenantId);
    try {
      return work.get();
    } finally {
      end(tenantId);
    }
  }

  private void await(UUID tenantId) {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    CancellationListener callEnds = _ -> turn.cancel(false);
    Context.current().addListener(callEnds, Runnable::run);
    waitingCalls.incrementAndGet();
    try {
      add(tenantId, turn);
      turn.join();
    } catch (CancellationException _) {
      throw Errors.retryable(
          Reason.UNAVAILABLE,
          "The call ended while the import waited for others: nothing was changed, import again.",
          RETRY_AFTER);
    } finally {
      waitingCalls.decrementAndGet();
      Context.current().removeListener(callEnds);
    }
  }

  private synchronized void add(UUID tenantId, CompletableFuture<Void> turn) {
    Deque<CompletableFuture<Void>> turns =
        waiting.computeIfAbsent(tenantId, id -> new ArrayDeque<>());
    turns.removeIf(CompletableFuture::isDone);
    if (turns.size() == MOST_WAITING) {
      throw Errors.retryable(
          Reason.RATE_LIMITED,
          "%d imports of this tenant wait already: nothing was changed, send the import again when one of them has ended."
              .formatted(MOST_WAITING),
          RETRY_AFTER);
    }
    turns.add(turn);
    beginNext();
  }

  private synchronized void end(UUID tenantId) {
    running.remove(tenantId);
    Deque<CompletableFuture<Void>> others = waiting.remove(tenantId);
    if (others != null) {
      waiting.put(tenantId, others);
    }
    beginNext();
  }

  private void beginNext() {
    Iterator<Entry<UUID, Deque<CompletableFuture<Void>>>> tenants = waiting.entrySet().iterator();
    while (running.size() < AT_ONCE && tenants.hasNext()) {
      Entry<UUID, Deque<CompletableFuture<Void>>> tenant = tenants.next();
      if (!running.contains(tenant.getKey()) && beginFirst(tenant.getValue())) {
        running.add(tenant.getKey());
      }
      if (tenant.getValue().isEmpty()) {
        tenants.remove();
      }
    }
  }

  /** Begins the first import that still waits; false where the calls of all have ended. */
  private static boolean beginFirst(Deque<CompletableFuture<Void>> turns) {
    while (!turns.isEmpty()) {
      if (turns.remove().complete(null)) {
        return true;
      }
    }
    return false;
  }
}
