package id.laris.customer.code;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Limits how many codes that do not exist may be tried in a minute: by a caller, and in a tenant,
 * so that many callers do not help. Each process counts for itself.
 *
 * <p>A try counts as wrong until the card is found, so that many at the same moment do not slip
 * through. Services call for many tills, and are held to the limit of the tenant only.
 */
@Component
class Guesses {

  static final int OF_A_CALLER = 10;
  static final int OF_A_TENANT = 60;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MANY_WINDOWS = 10_000;

  private final Clock clock;
  private final ConcurrentMap<Key, Window> windows = new ConcurrentHashMap<>();

  Guesses(Clock clock) {
    this.clock = clock;
  }

  /** The counter of a tenant, or of one of its users. */
  private record Key(UUID tenantId, @Nullable UUID userId) {

    int most() {
      return userId == null ? OF_A_TENANT : OF_A_CALLER;
    }
  }

  private record Window(Instant begin, int wrong) {

    Instant end() {
      return begin.plus(WINDOW);
    }
  }

  /** A try that counts as wrong. */
  final class Guess {

    private final List<Key> keys;

    private Guess(List<Key> keys) {
      this.keys = keys;
    }

    /** Counts it no longer. */
    void wasRight() {
      keys.forEach(
          key ->
              windows.computeIfPresent(
                  key, (same, window) -> new Window(window.begin, window.wrong - 1)));
    }
  }

  /** Begins a try. Errors: RATE_LIMITED. */
  Guess begin() {
    Instant now = clock.instant();
    forgetOld(now);
    Guess guess = new Guess(keys());
    for (Key key : guess.keys) {
      windows.merge(
          key,
          new Window(now, 1),
          (before, first) ->
              isOver(before, now) ? first : new Window(before.begin, before.wrong + 1));
    }
    for (Key key : guess.keys) {
      Window window = windows.getOrDefault(key, new Window(now, 0));
      if (window.wrong > key.most()) {
        guess.wasRight();
        throw Errors.retryable(
            Reason.RATE_LIMITED,
            "Too many gift card codes that do not exist were tried: check the code, and try again in a minute.",
            Duration.between(now, window.end()));
      }
    }
    return guess;
  }

  private static List<Key> keys() {
    Caller caller = Caller.current();
    Key tenant = new Key(caller.tenantId(), null);
    return caller.isService()
        ? List.of(tenant)
        : List.of(tenant, new Key(caller.tenantId(), caller.userId()));
  }

  private void forgetOld(Instant now) {
    if (windows.size() > MANY_WINDOWS) {
      windows.values().removeIf(window -> isOver(window, now));
    }
  }

  private static boolean isOver(Window window, Instant now) {
    return !window.end().isAfter(now);
  }
}
