package id.laris.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers by Idempotency-Key: for five minutes a success is given again, whatever is asked. While
 * the first is being worked on, others get HTTP 202. An answer that was no success is forgotten at
 * once.
 */
final class IdempotencyKeys {
  private static final int LONGEST = 46;
  private static final int MOST = 100_000;
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private record Key(Merchant merchant, String text) {}

  private static final class Entry {
    private volatile @Nullable Reply reply;
    private volatile Instant until = Instant.MAX;
  }

  private record Kept(Key key, Entry entry) {}

  private final SimulatorClock clock;
  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final Queue<Kept> oldestFirst = new ConcurrentLinkedQueue<>();
  private final AtomicInteger kept = new AtomicInteger();

  IdempotencyKeys(SimulatorClock clock) {
    this.clock = clock;
  }

  /** Does the work, unless the key has been answered. Keys that are too long are ignored. */
  Reply once(Merchant merchant, @Nullable String text, Supplier<Reply> work) {
    if (text == null || text.isEmpty() || text.length() > LONGEST) {
      return work.get();
    }
    Key key = new Key(merchant, text);
    Entry mine = new Entry();
    Instant now = clock.now();
    Entry winner = entries.merge(key, mine, (old, fresh) -> old.until.isAfter(now) ? old : fresh);
    if (winner != mine) {
      Reply reply = winner.reply;
      return reply == null ? Reply.IN_FLIGHT : reply;
    }
    Reply reply = Reply.NONE;
    try {
      reply = work.get();
      return reply;
    } finally {
      if (reply.successful()) {
        mine.reply = reply;
        mine.until = clock.now().plus(LIFETIME);
        oldestFirst.add(new Kept(key, mine));
        kept.incrementAndGet();
      } else {
        entries.remove(key, mine);
      }
    }
  }

  void forgetOld() {
    Instant now = clock.now();
    for (Kept oldest = oldestFirst.peek();
        oldest != null && (kept.get() > MOST || !oldest.entry.until.isAfter(now));
        oldest = oldestFirst.peek()) {
      oldestFirst.remove();
      kept.decrementAndGet();
      entries.remove(oldest.key, oldest.entry);
    }
  }

  void clear() {
    entries.clear();
    oldestFirst.clear();
    kept.set(0);
  }
}
