package id.laris.sales.draft;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.laris.common.Caller;
import id.laris.common.db.AfterCommit;
import id.laris.pos.v1.Order.Status;
import id.laris.sales.order.Order;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Drafts as this process has stored them, so that the next change of one need not read it. They may
 * be old, because other processes change drafts too: a change that begins with one is stored only
 * if the version is still the same, and nothing is refused or taken for a repetition because of
 * one.
 */
@Component
class DraftsAtHand {

  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final long MOST_LINES = 20_000;

  private record Key(UUID tenantId, UUID orderId) {

    static Key of(UUID orderId) {
      return new Key(Caller.current().tenantId(), orderId);
    }
  }

  private final Cache<Key, Order> drafts =
      Caffeine.newBuilder()
          .expireAfterWrite(KEPT)
          .maximumWeight(MOST_LINES)
          .weigher((Key key, Order draft) -> 1 + draft.items().size())
          .build();

  /** Returns the version of the draft at hand; nothing where there is none. */
  Optional<Integer> findVersion(UUID orderId) {
    return Optional.ofNullable(drafts.getIfPresent(Key.of(orderId))).map(Order::version);
  }

  /** Takes a draft away, so that no other call changes the same object. */
  Optional<Order> take(UUID orderId) {
    return Optional.ofNullable(drafts.asMap().remove(Key.of(orderId)));
  }

  /** Keeps a draft that the current transaction has stored, which nobody changes any more. */
  void keep(Order order) {
    if (order.status() == Status.DRAFT) {
      Key key = Key.of(order.id());
      AfterCommit.run(() -> drafts.put(key, order));
    }
  }
}
