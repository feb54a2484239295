package id.laris.customer.hold;

import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.util.UUID;

/**
 * Up to where the attempts to hold something for an order are known, locked for a change. Calls of
 * an attempt may come late and in any order: an attempt that was given up holds nothing, even if
 * its giving up came first.
 */
final class HeldOrder {

  /** No attempt has come yet. */
  static final long NONE = -1;

  /** The states of an order, which decide whether an attempt may hold anything. */
  enum State {
    OPEN,
    /** Attempts up to the revision are refused. */
    GIVEN_UP,
    /** The order was completed or voided: all attempts are refused. */
    ENDED
  }

  private final UUID orderId;
  private long revision;
  private State state;
  private boolean isChanged;

  HeldOrder(UUID orderId, long revision, State state) {
    this.orderId = orderId;
    this.revision = revision;
    this.state = state;
  }

  /**
   * Begins an attempt, and returns false where it has begun before.
   *
   * <p>Errors: VERSION_CONFLICT where there is a newer one; ILLEGAL_STATE_TRANSITION where it was
   * given up, or the order has ended.
   */
  boolean begin(long attempt) {
    if (attempt < revision) {
      throw Errors.of(
              Reason.VERSION_CONFLICT,
              "A newer attempt to hold balances for the order %s exists: read the order again."
                  .formatted(orderId))
          .with("expected", attempt)
          .with("actual", revision);
    }
    if (state == State.ENDED || (attempt == revision && state == State.GIVEN_UP)) {
      throw Errors.illegalTransition("hold of the order", orderId, state.name(), "HELD");
    }
    if (attempt == revision) {
      return false;
    }
    become(attempt, State.OPEN);
    return true;
  }

  /** Gives up an attempt and older ones; returns false where a newer one holds, or it has ended. */
  boolean giveUp(long attempt) {
    if (state == State.ENDED || attempt < revision) {
      return false;
    }
    if (attempt != revision || state != State.GIVEN_UP) {
      become(attempt, State.GIVEN_UP);
    }
    return true;
  }

  /** The order was completed or voided. */
  void end() {
    if (state != State.ENDED) {
      become(revision, State.ENDED);
    }
  }

  private void become(long newRevision, State newState) {
    revision = newRevision;
    state = newState;
    isChanged = true;
  }

  UUID orderId() {
    return orderId;
  }

  long revision() {
    return revision;
  }

  State state() {
    return state;
  }

  boolean isChanged() {
    return isChanged;
  }
}
