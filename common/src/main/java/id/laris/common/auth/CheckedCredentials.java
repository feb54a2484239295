package id.laris.common.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CheckCredentialRequest;
import id.laris.pos.v1.CheckCredentialResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what staff-service has said about credentials, for a few seconds: so whatever is
 * revoked there is refused in every process soon. One call asks about a credential at a time, and
 * the others wait for its answer.
 *
 * <p>While staff-service does not answer, credentials that were good go on for a while, because
 * tills must sell; those that were never checked are UNAVAILABLE.
 */
final class CheckedCredentials {

  /** The time for which an answer is believed without asking again. */
  static final Duration FRESH = Duration.ofSeconds(3);

  /** The time for which a good answer is believed while staff-service does not answer. */
  static final Duration OUTAGE = Duration.ofMinutes(15);

  /** The time after which it is asked again, once it has not answered. */
  static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private static final long MOST_CREDENTIALS = 50_000;

  private final Supplier<StaffQuestions> staff;
  private final Clock clock;
  private final Cache<CheckCredentialRequest, Known> known =
      Caffeine.newBuilder().maximumSize(MOST_CREDENTIALS).build();

  CheckedCredentials(Supplier<StaffQuestions> staff, Clock clock) {
    this.staff = staff;
    this.clock = clock;
  }

  private record Answer(CheckCredentialResponse response, Instant askedAt, Instant freshUntil) {

    /** A clock that was set back does not keep an answer fresh for longer. */
    boolean isFresh(Instant now) {
      return !now.isBefore(askedAt) && now.isBefore(freshUntil);
    }

    boolean outlivesOutage(Instant now) {
      return response.getValid() && Duration.between(askedAt, now).abs().compareTo(OUTAGE) <= 0;
    }

    Answer until(Instant later) {
      return new Answer(response, askedAt, later);
    }
  }

  /** The last answer about one credential, and who asks for the next. */
  private static final class Known {
    final ReentrantLock asking = new ReentrantLock();
    volatile @Nullable Answer answer;
  }

  /**
   * What the credential is good for.
   *
   * @throws PosException UNAVAILABLE where it is not known and staff-service does not answer
   */
  CheckCredentialResponse check(UUID tenantId, CheckCredentialRequest credential) {
    Known one = known.get(credential, key -> new Known());
    Answer last = one.answer;
    if (last != null && last.isFresh(clock.instant())) {
      return last.response();
    }
    one.asking.lock();
    try {
      Answer answer = answer(one.answer, tenantId, credential);
      one.answer = answer;
      return answer.response();
    } finally {
      one.asking.unlock();
    }
  }

  private Answer answer(@Nullable Answer last, UUID tenantId, CheckCredentialRequest credential) {
    Instant now = clock.instant();
    if (last != null && last.isFresh(now)) {
      return last;
    }
    try {
      CheckCredentialResponse response = staff.get().check(tenantId, credential);
      return new Answer(response, now, now.plus(FRESH));
    } catch (PosException e) {
      if (e.reason() == Reason.UNAVAILABLE && last != null && last.outlivesOutage(now)) {
        return last.until(now.plus(ASK_AGAIN));
      }
      throw e;
    }
  }
}
