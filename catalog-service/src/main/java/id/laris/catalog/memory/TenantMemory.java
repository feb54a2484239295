package id.laris.catalog.memory;

import java.util.function.LongPredicate;

/**
 * The state of what is known of one tenant's catalog: up to which number its changes were noticed.
 */
final class TenantMemory {

  /**
   * What is known at a time.
   *
   * @param mark belongs to every part that is kept: parts with another are forgotten
   * @param number every part is as it was at this number, or later
   */
  record State(Object mark, long number) {}

  /** Before anything is known there is nothing to forget. */
  private static final long NOTHING = -1;

  private volatile State state = new State(new Object(), NOTHING);

  State state() {
    return state;
  }

  /**
   * Notices the changes up to a number that was read just now.
   *
   * @param before the state of before it was read
   * @param forget forgets the parts that have changed after a number; false where they are too many
   */
  State notice(State before, long number, LongPredicate forget) {
    if (state.number == number) {
      return state;
    }
    synchronized (this) {
      if (number < before.number) {
        // The database went back to an earlier state.
        state = new State(new Object(), number);
      } else if (state.number < number) {
        boolean kept = state.number == NOTHING || forget.test(state.number);
        state = new State(kept ? state.mark : new Object(), number);
      }
      return state;
    }
  }

  /**
   * Keeps what was read at a state, unless changes were noticed meanwhile: it may be older than
   * they are.
   */
  void keep(State readAt, Runnable store) {
    synchronized (this) {
      if (state.equals(readAt)) {
        store.run();
      }
    }
  }
}
