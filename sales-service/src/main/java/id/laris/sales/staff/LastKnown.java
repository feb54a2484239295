package id.laris.sales.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.laris.common.Caller;
import id.laris.common.db.Recent;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Answers of another service that are asked for again after {@link Recent#FRESH}, and hold on while
 * it does not answer: a till goes on selling. What does not exist is never kept.
 *
 * @param <V> the answer, which nobody changes
 */
final class LastKnown<V> {

  private static final long MOST = 200_000;

  private record Key(UUID tenantId, UUID id) {}

  private record Answer<V>(V value, Instant askedAt) {

    boolean isFresh(Instant now) {
      return Duration.between(askedAt, now).abs().compareTo(Recent.FRESH) <= 0;
    }
  }

  private final Clock clock;
  private final Cache<Key, Answer<V>> answers = Caffeine.newBuilder().maximumSize(MOST).build();

  LastKnown(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns the answers for those that exist.
   *
   * <p>Errors: UNAVAILABLE where the service does not answer, and one of them was never known.
   */
  Map<UUID, V> find(Collection<UUID> ids, Function<Set<UUID>, Map<UUID, V>> ask) {
    UUID tenantId = Caller.current().tenantId();
    Instant now = clock.instant();
    Map<UUID, V> all = new HashMap<>();
    Set<UUID> stale = new LinkedHashSet<>();
    for (UUID id : ids) {
      Answer<V> known = answers.getIfPresent(new Key(tenantId, id));
      if (known != null && known.isFresh(now)) {
        all.put(id, known.value);
      } else {
        stale.add(id);
      }
    }
    if (!stale.isEmpty()) {
      all.putAll(renew(tenantId, stale, now, ask));
    }
    return all;
  }

  private Map<UUID, V> renew(
      UUID tenantId, Set<UUID> stale, Instant now, Function<Set<UUID>, Map<UUID, V>> ask) {
    Map<UUID, V> found;
    try {
      found = ask.apply(stale);
    } catch (PosException e) {
      found = lastKnown(tenantId, stale, e);
    }
    for (UUID id : stale) {
      V value = found.get(id);
      if (value == null) {
        answers.invalidate(new Key(tenantId, id));
      } else {
        answers.put(new Key(tenantId, id), new Answer<>(value, now));
      }
    }
    return found;
  }

  /** They count as fresh again, so that not every call waits for a service that is down. */
  private Map<UUID, V> lastKnown(UUID tenantId, Set<UUID> ids, PosException failure) {
    Map<UUID, V> known = new HashMap<>();
    for (UUID id : ids) {
      Answer<V> answer = answers.getIfPresent(new Key(tenantId, id));
      if (answer == null || failure.reason() != Reason.UNAVAILABLE) {
        throw failure;
      }
      known.put(id, answer.value);
    }
    return known;
  }
}
