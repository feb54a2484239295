package id.laris.common.secret;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
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

  /**
   * A try that counts as wrong.
   *
   * @param counted where it is counted because of this try
   * @param touched where it is counted, also because of an earlier one
   */
  private record Guess(String code, List<Window> counted, List<Window> touched) {

    /** Counts it no longer. */
    void wasRight() {
      touched.forEach(window -> window.wrong.remove(code));
    }

    /** Forgets this try, and no earlier one. */
    void takeBack() {
      counted.forEach(window -> window.wrong.remove(code));
    }
  }

  /**
   * Searches codes, and counts those that are not found. If the search does not come to an end, or
   * not to its beginning because too many were tried before, it has told nothing, and counts none.
   *
   * <p>Errors: RATE_LIMITED, and those of the search.
   *
   * @param kind the kind of codes, such as {@code coupon codes}
   * @param codes each written in one way however it was entered
   * @param search returns what it finds by the codes as they are given here
   */
  public <R> Map<String, R> search(
      String kind, Collection<String> codes, Function<List<String>, Map<String, R>> search) {
    List<String> wanted = codes.stream().distinct().toList();
    List<Guess> guesses = new ArrayList<>();
    boolean searched = false;
    try {
      wanted.forEach(code -> guesses.add(begin(kind, code)));
      Map<String, R> found = search.apply(wanted);
      guesses.stream().filter(guess -> found.containsKey(guess.code)).forEach(Guess::wasRight);
      searched = true;
      return found;
    } finally {
      if (!searched) {
        guesses.forEach(Guess::takeBack);
      }
    }
  }

  private Guess begin(String kind, String code) {
    Instant now = clock.instant();
    forgetOld(now);
    Guess guess = new Guess(code, new ArrayList<>(), new ArrayList<>());
    for (Key key : keys(kind)) {
      Window window = window(key, now);
      guess.touched.add(window);
      if (window.wrong.add(code)) {
        guess.counted.add(window);
        if (window.wrong.size() > key.most()) {
          guess.takeBack();
          throw Errors.retryable(
              Reason.RATE_LIMITED,
              "Too many %s that do not exist were tried: check the code, and try again in a minute."
                  .formatted(kind),
              Duration.between(now, window.end()));
        }
      }
    }
    return guess;
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
