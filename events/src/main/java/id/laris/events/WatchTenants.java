package id.laris.events;

import com.google.common.collect.Iterables;
import id.laris.common.db.KnownTenants;
import id.laris.common.grpc.ReplyStream;
import id.laris.pos.v1.WatchTenantsRequest;
import id.laris.pos.v1.WatchTenantsResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Streams the tenants whose events may be new: first each that has any, then each when it has new
 * ones of the types that are asked for. A tenant is named at once, and again when its events can be
 * read where a transaction that was still running forbade that at first.
 *
 * <p>Errors: PERMISSION_DENIED for all callers but the services of Laris; UNAVAILABLE where the
 * server stops.
 */
@Component
class WatchTenants {

  private static final int TENANTS_PER_MESSAGE = 1_000;
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  /** Shorter than the pause of consumers between two pages of a tenant. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final FeedSignals signals;
  private final KnownTenants knownTenants;
  private final Horizon horizon;

  WatchTenants(FeedSignals signals, KnownTenants knownTenants, Horizon horizon) {
    this.signals = signals;
    this.knownTenants = knownTenants;
    this.horizon = horizon;
  }

  void run(WatchTenantsRequest request, ReplyStream<WatchTenantsResponse> stream) {
    TenantInbox inbox = new TenantInbox(Set.copyOf(request.getTypesList()), stream::wake);
    // The position that a tenant's unreadable events wait for: see Horizon.
    Map<UUID, Long> unsettled = new HashMap<>();
    FeedSignals.Registration watching = signals.watch(inbox);
    try {
      inbox.addEveryTenant();
      ReadPacing pacing = new ReadPacing(BETWEEN_LOOKS);
      long signDueAt = System.nanoTime();
      while (stream.isOpen()) {
        Set<UUID> tenants = inbox.drain();
        if (inbox.drainEveryTenant()) {
          tenants.addAll(knownTenants.all());
        }
        tenants.addAll(settle(unsettled, Set.copyOf(tenants)));
        if (!tenants.isEmpty() || System.nanoTime() >= signDueAt) {
          send(tenants, stream);
          signDueAt = System.nanoTime() + SIGN_OF_LIFE.toNanos();
        }
        pacing.pause(
            stream,
            !unsettled.isEmpty(),
            !tenants.isEmpty(),
            Duration.ofNanos(Math.max(0, signDueAt - System.nanoTime())));
      }
    } finally {
      watching.close();
    }
  }

  /**
   * Records the position that new tenants wait for, and returns the tenants that wait no longer.
   */
  private Set<UUID> settle(Map<UUID, Long> unsettled, Set<UUID> added) {
    if (added.isEmpty() && unsettled.isEmpty()) {
      return Set.of();
    }
    Horizon.Seen seen = horizon.look();
    Set<UUID> settled = new HashSet<>();
    unsettled
        .entrySet()
        .removeIf(
            waiting -> waiting.getValue() <= seen.readable() && settled.add(waiting.getKey()));
    if (seen.readable() < seen.committed()) {
      added.forEach(tenant -> unsettled.put(tenant, seen.committed()));
    }
    return settled;
  }

  /** In messages that are not too large; one without tenants where there are none. */
  private static void send(Collection<UUID> tenants, ReplyStream<WatchTenantsResponse> stream) {
    Iterable<? extends List<UUID>> messages =
        tenants.isEmpty() ? List.of(List.of()) : Iterables.partition(tenants, TENANTS_PER_MESSAGE);
    for (List<UUID> message : messages) {
      while (stream.isOpen()) {
        if (stream.awaitReady(SIGN_OF_LIFE)) {
          stream.send(
              WatchTenantsResponse.newBuilder()
                  .addAllTenantIds(message.stream().map(UUID::toString).toList())
                  .build());
          break;
        }
      }
    }
  }
}
