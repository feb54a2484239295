package id.laris.payment.transaction;

import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the sweeper looks at a transaction. Notifications tell most of what happens; this is for
 * those that never come, and for what nobody else finds out.
 */
final class Checks {

  /** What is not known is asked after soon, then less and less often. */
  private static final List<Duration> UNKNOWN =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofDays(1));

  /** The last look after which somebody is called. */
  static final int LAST = UNKNOWN.size() - 1;

  /** A customer who is about to pay, as the gateway may be asked: no faster than every 10 s. */
  private static final List<Duration> PENDING =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(3));

  /** While the gateway could not be asked; after that it comes to nothing. */
  private static final Duration WHO_ASKED_MAY_ASK_AGAIN = Duration.ofMinutes(2);

  private static final Duration UNDECIDED = Duration.ofHours(1);

  /** The gateway expires by itself, a little late. */
  private static final Duration AFTER_EXPIRY = Duration.ofSeconds(15);

  /** Within which a settlement may, rarely, be denied. */
  private static final Duration MAY_BE_DENIED = Duration.ofMinutes(15);

  private Checks() {}

  /**
   * The time of the next look; null where nothing is left to find out.
   *
   * @param looks how many there were since it was last changed
   */
  static @Nullable Instant next(Transaction transaction, int looks, Instant now) {
    State state = transaction.state();
    if (state == State.CREATED && !transaction.mayBeKnownToGateway()) {
      return now.plus(WHO_ASKED_MAY_ASK_AGAIN);
    }
    if (transaction.isToBeFoundOut()) {
      return now.plus(pause(UNKNOWN, looks));
    }
    if (state == State.PENDING) {
      return transaction.isExpired(now)
          ? now.plus(pause(UNKNOWN, looks))
          : earlier(now.plus(pause(PENDING, looks)), transaction.expiresAt().plus(AFTER_EXPIRY));
    }
    if (States.isWaiting(state)) {
      return now.plus(UNDECIDED);
    }
    Instant paidAt = transaction.paidAt();
    if (state == State.PAID
        && paidAt != null
        && Methods.mayBeDeniedAfterwards(transaction.method())
        && now.isBefore(paidAt.plus(MAY_BE_DENIED))) {
      return paidAt.plus(MAY_BE_DENIED);
    }
    return null;
  }

  private static Duration pause(List<Duration> pauses, int looks) {
    return pauses.get(Math.min(looks, pauses.size() - 1));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
