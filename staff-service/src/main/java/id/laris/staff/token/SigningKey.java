package id.laris.staff.token;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.time.Duration;
import java.time.Instant;

/**
 * A key pair that signs tokens.
 *
 * @param number grows with each key
 * @param signsFrom the time from which on it is the one that signs, until the next one does
 */
record SigningKey(int number, OctetKeyPair pair, Instant signsFrom) {

  /** How long a key signs. */
  static final Duration SIGNS = Duration.ofDays(30);

  /** How long before it signs it is published, so that everybody knows it by then. */
  static final Duration PUBLISHED_BEFORE = Duration.ofDays(1);

  /** How long after its successor has begun it is published: longer than any of its tokens. */
  static final Duration PUBLISHED_AFTER = Duration.ofHours(1);

  /** Returns whether its successor must be published now. */
  boolean needsSuccessor(Instant now) {
    return !now.isBefore(signsFrom.plus(SIGNS).minus(PUBLISHED_BEFORE));
  }

  /** The time from which its successor signs. */
  Instant successorSignsFrom(Instant now) {
    Instant planned = signsFrom.plus(SIGNS);
    Instant earliest = now.plus(PUBLISHED_BEFORE);
    return planned.isBefore(earliest) ? earliest : planned;
  }

  boolean signs(Instant now) {
    return !now.isBefore(signsFrom);
  }
}
