package id.laris.catalog.memory;

import id.laris.common.db.FeedNumbers.FeedNumber;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The state of one tenant's memory: it tells up to which number changes were noticed. */
final class TenantMemory {

  /**
   * The state at a time.
   *
   * @param mark belongs to every part that is kept: parts with another are forgotten
   * @param number every part is as it was at this number, or later; null while nothing is known
   */
  record State(Object mark, @Nullable FeedNumber number) {

    static State fresh(@Nullable FeedNumber number) {
      return new State(new Object(), number);
    }
  }

  private volatile State state = State.fresh(null);

  State state() {
    return state;
  }

  /**
   * Notices the changes up to a number.
   *
   * @param before the state of before the number was read
   * @param changedSince finds the changes since a state, and returns how to forget them; nothing
   *     where they are too many
   */
  State notice(State before, FeedNumber number, Function<State, Optional<Runnable>> changedSince) {
    while (true) {
      State known = state;
      FeedNumber noticed = known.number;
      Optional<Runnable> forget;
      if (noticed == null
          || !noticed.serverStartedAt().equals(number.serverStartedAt())
          || (number.last() < noticed.last() && known.equals(before))) {
        // Nothing is known, or of another database, or of a later state of this one.
        forget = Optional.empty();
      } else if (noticed.last() >= number.last()) {
        return known;
      } else {
        forget = changedSince.apply(known);
      }
      State next = forget.isPresent() ? new State(known.mark, number) : State.fresh(number);
      if (replace(known, next, forget)) {
        return next;
      }
    }
  }

  /** Does nothing, and returns false, where another call was faster. */
  private synchronized boolean replace(State known, State next, Optional<Runnable> forget) {
    if (!state.equals(known)) {
      return false;
    }
    forget.ifPresent(Runnable::run);
    state = next;
    return true;
  }

  /**
   * Keeps parts that were read at a state, unless changes were noticed meanwhile: the parts may be
   * older than they are.
   */
  synchronized void keep(State readAt, Runnable store) {
    if (state.equals(readAt)) {
      store.run();
    }
  }
}
