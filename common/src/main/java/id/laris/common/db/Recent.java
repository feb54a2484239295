package id.laris.common.db;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.laris.common.Caller;
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
import org.jspecify.annotations.Nullable;

/**
 * A cache for data that every sale needs and that rarely changes: an answer is valid for {@link
 * #FRESH}, in its tenant. A change that this process makes is seen at once, one of another process
 * after that time.
 *
 * @param <K> what is asked for
 * @param <V> the answer, which nobody changes
 */
public final class Recent<K, V> {

  /** The maximum age of an answer. */
  public static final Duration FRESH = Duration.ofSeconds(5);

  private static final long MOST_TENANTS = 10_000;
  private static final long MOST_OF_A_TENANT = 1_000;

  private final Clock clock;
  private final Cache<UUID, Cache<K, Answer<V>>> tenants =
      Caffeine.newBuilder().maximumSize(MOST_TENANTS).build();

  public Recent(Clock clock) {
    this.clock = clock;
  }

  private record Answer<V>(V value, Instant askedAt) {

    /** A clock that was set back does not keep an answer fresh for longer. */
    boolean isFresh(Instant now) {
      return Duration.between(askedAt, now).abs().compareTo(FRESH) <= 0;
    }
  }

  /**
   * Returns the answer, and finds it if none is fresh. A missing answer is not kept, because
   * somebody may be creating it.
   */
  public @Nullable V find(K key, Function<? super K, ? extends @Nullable V> find) {
    return findAll(
            Set.of(key),
            keys -> {
              V found = find.apply(key);
              return found == null ? Map.of() : Map.of(key, found);
            })
        .get(key);
  }

  /** Returns the answers to many; those of which none is fresh are found in one step. */
  public Map<K, V> findAll(
      Collection<? extends K> keys, Function<? super Set<K>, ? extends Map<K, V>> find) {
    // A change replaces this cache: an answer that was found before the change is then stored where
    // nobody reads it.
    Cache<K, Answer<V>> answers =
        tenants.get(
            Caller.current().tenantId(),
            tenant -> Caffeine.newBuilder().maximumSize(MOST_OF_A_TENANT).build());
    Instant now = clock.instant();
    Map<K, V> all = new HashMap<>();
    Set<K> unknown = new LinkedHashSet<>();
    for (K key : keys) {
      Answer<V> known = answers.getIfPresent(key);
      if (known != null && known.isFresh(now)) {
        all.put(key, known.value);
      } else {
        unknown.add(key);
      }
    }
    if (!unknown.isEmpty()) {
      Map<K, V> found = find.apply(unknown);
      found.forEach((key, value) -> answers.put(key, new Answer<>(value, now)));
      all.putAll(found);
    }
    return all;
  }

  /** Forgets the answers of the caller's tenant once the current transaction has changed them. */
  public void forgetAfterCommit() {
    UUID tenantId = Caller.current().tenantId();
    AfterCommit.run(() -> tenants.invalidate(tenantId));
  }
}
