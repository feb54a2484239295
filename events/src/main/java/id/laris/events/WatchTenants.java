package id.laris.events;

import com.google.common.collect.Iterables;
import id.laris.common.db.KnownTenants;
import id.laris.common.grpc.ReplyStream;
import id.laris.pos.v1.WatchTenantsRequest;
import id.laris.pos.v1.WatchTenantsResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Streams the tenants whose events may be new: first each that has any, then each when it has new
 * ones of the types that are asked for.
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

  WatchTenants(FeedSignals signals, KnownTenants knownTenants) {
    this.signals = signals;
    this.knownTenants = knownTenants;
  }

  void run(WatchTenantsRequest request, ReplyStream<WatchTenantsResponse> stream) {
    TenantInbox inbox = new TenantInbox(Set.copyOf(request.getTypesList()), stream::wake);
    FeedSignals.Registration watching = signals.watch(inbox);
    try {
      inbox.addEveryTenant();
      long signDueAt = System.nanoTime();
      while (stream.isOpen()) {
        Set<UUID> tenants = inbox.drain();
        if (inbox.drainEveryTenant()) {
          tenants.addAll(knownTenants.all());
        }
        if (!tenants.isEmpty() || System.nanoTime() >= signDueAt) {
          send(tenants, stream);
          signDueAt = System.nanoTime() + SIGN_OF_LIFE.toNanos();
        }
        ReadPacing.pause(
            stream, BETWEEN_LOOKS, Duration.ofNanos(Math.max(0, signDueAt - System.nanoTime())));
      }
    } finally {
      watching.close();
    }
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
