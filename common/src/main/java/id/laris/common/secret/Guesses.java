package id.laris.common.secret;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Limits how many codes that do not exist may be tried in a minute: by a caller, and in a tenant,
 * so that many callers do not help. Each process counts for itself.
 *
 * <p>A try counts as wrong until the code is found, so that many at the same moment do not slip
 * through. A wrong code that is tried again tells nothing new, and counts once. Services call for
 * many tills, and are held to the limit of the tenant only.
 */
@Component
public class Guesses {

  public static final int OF_A_CALLER = 10;
  public static final int OF_A_TENANT = 60;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MANY_WINDOWS = 10_000;

  private final Clock clock;
  private final ConcurrentMap<Key, Window> windows = new ConcurrentHashMap<>();

  public Guesses(Clock clock) {
    this.clock = clock;
  }

  /** The counter of a tenant, or of one of its users, for one kind of codes. */
  private record Key(String codes, UUID tenantId, @Nullable UUID userId) {

    int most() {
      return userId == null ? OF_A_TENANT : OF_A_CALLER;
    }
  }

  private record Window(Instant begin, Set<String> wrong) {

    static Window from(Instant begin) {
      return new Window(begin, ConcurrentHashMap.newKeySet());
    }

    Instant end() {
      return begin.plus(WINDOW);
    }
  }

  /** A try that counts as wrong. */
  public static final class Guess {

    private final String code;
    private final List<Window> windows;

    private Guess(String code, List<Window> windows) {
      this.code = code;
      this.windows = windows;
    }

    /** Counts it no longer. */
    public void wasRight() {
      windows.forEach(window -> window.wrong.remove(code));
    }
  }

  /**
   * Begins a try. Errors: RATE_LIMITED.
   *
   * @param codes the kind of codes, such as {@code coupon codes}
   * @param code the code, written in one way however it was entered
   */
  public Guess begin(String codes, String code) {
    Instant now = clock.instant();
    forgetOld(now);
    List<Window> counted = new ArrayList<>();
    List<Window> touched = new ArrayList<>();
    for (Key key : keys(codes)) {
      Window window = window(key, now);
      touched.add(window);
      if (window.wrong.add(code)) {
        counted.add(window);
        if (window.wrong.size() > key.most()) {
          counted.forEach(one -> one.wrong.remove(code));
          throw Errors.retryable(
              Reason.RATE_LIMITED,
              "Too many %s that do not exist were tried: check the code, and try again in a minute."
                  .formatted(codes),
              Duration.between(now, window.end()));
        }
      }
    }
    return new Guess(code, List.copyOf(touched));
  }

  private Window window(Key key, Instant now) {
    return windows.compute(
        key, (same, before) -> before == null || isOver(before, now) ? Window.from(now) : before);
  }

  private static List<Key> keys(String codes) {
    Caller caller = Caller.current();
    Key tenant = new Key(codes, caller.tenantId(), null);
    return caller.isService()
        ? List.of(tenant)
        : List.of(tenant, new Key(codes, caller.tenantId(), caller.userId()));
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
