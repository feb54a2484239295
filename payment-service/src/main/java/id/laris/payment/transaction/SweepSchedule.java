package id.laris.payment.transaction;

import id.laris.payment.gateway.PaymentStates;
import id.laris.pos.v1.PaymentTransaction.State;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time of the sweeper's next check of a transaction. Notifications report most changes; the
 * sweeper is for those that never arrive, and for what nobody else finds out.
 */
@Embeddable
class SweepSchedule {

  /** An unknown outcome is asked for soon, then less and less often. */
  private static final List<Duration> UNKNOWN =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofDays(1));

  /** A customer is about to pay; the gateway may be asked every 10 s at most. */
  private static final List<Duration> PENDING =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(3));

  /** A charge that could not be sent is ended after this, unless the caller repeats it. */
  private static final Duration CALLER_MAY_REPEAT = Duration.ofMinutes(2);

  private static final Duration UNDECIDED = Duration.ofHours(1);

  /** The gateway expires payments by itself, a little late. */
  private static final Duration AFTER_EXPIRY = Duration.ofSeconds(15);

  /** A settlement may, rarely, be denied within this time. */
  private static final Duration MAY_BE_DENIED = Duration.ofMinutes(15);

  /** Null where nothing is left to find out. */
  @Column(name = "next_check_at")
  private @Nullable Instant nextCheckAt;

  /** Counts the checks since the transaction last changed, or its charge was last sent. */
  private int checks;

  void restart() {
    checks = 0;
  }

  /** Counts a check, and returns whether the last of the short pauses is over. */
  boolean countCheck() {
    checks++;
    return checks >= UNKNOWN.size();
  }

  void planAt(Instant time) {
    nextCheckAt = time;
  }

  void plan(Transaction transaction, Instant now) {
    nextCheckAt = next(transaction, now);
  }

  private @Nullable Instant next(Transaction transaction, Instant now) {
    State state = transaction.state();
    if (PaymentStates.isUnconfirmed(state) && !transaction.attempt().mayHaveBeenSent()) {
      return now.plus(CALLER_MAY_REPEAT);
    }
    if (transaction.hasOpenRequest()) {
      return now.plus(pause(UNKNOWN));
    }
    if (state == State.PENDING) {
      return transaction.isExpired(now)
          ? now.plus(pause(UNKNOWN))
          : earlier(now.plus(pause(PENDING)), transaction.expiresAt().plus(AFTER_EXPIRY));
    }
    if (PaymentStates.isUndecided(state)) {
      return now.plus(UNDECIDED);
    }
    Instant paidAt = transaction.paidAt();
    if (state == State.PAID
        && paidAt != null
        && PaymentMethods.mayBeDeniedAfterwards(transaction.method())
        && now.isBefore(paidAt.plus(MAY_BE_DENIED))) {
      return paidAt.plus(MAY_BE_DENIED);
    }
    return null;
  }

  private Duration pause(List<Duration> pauses) {
    return pauses.get(Math.min(checks, pauses.size() - 1));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
