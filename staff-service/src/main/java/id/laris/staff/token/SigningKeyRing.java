package id.laris.staff.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys that sign tokens: one signs, the next is published a day before it takes over, and the
 * one before is published until its last token has expired. They change every thirty days, when
 * somebody signs in.
 */
@Component
public class SigningKeyRing {

  private static final Duration READ_EVERY = Duration.ofMinutes(1);
  private static final Duration PUBLISHED_ANEW_EVERY = Duration.ofSeconds(5);

  private final SigningKeyRows rows;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  private volatile @Nullable Ring ring;
  private volatile @Nullable Published published;

  SigningKeyRing(SigningKeyRows rows, Reads reads, Writes writes, Clock clock) {
    this.rows = rows;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  private record Ring(List<SigningKey> keys, Instant readAt) {

    boolean isFresh(Instant now) {
      return Duration.between(readAt, now).abs().compareTo(READ_EVERY) < 0;
    }
  }

  private record Published(JWKSet keys, Instant readAt) {

    /** The first key may be made at any moment. */
    boolean isFresh(Instant now) {
      return !keys.isEmpty()
          && Duration.between(readAt, now).abs().compareTo(PUBLISHED_ANEW_EVERY) < 0;
    }
  }

  /** The key that signs now; it is made where there is none. */
  OctetKeyPair signer() {
    Instant now = clock.instant();
    Ring known = ring;
    if (known == null || !known.isFresh(now)) {
      known =
          new Ring(InTenant.call(InTenant.INSTALLATION, () -> writes.run(() -> kept(now))), now);
      ring = known;
    }
    return known.keys().stream()
        .filter(key -> key.signs(now))
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .pair();
  }

  /** The keys, with those made that are due, and those forgotten that nobody needs. */
  private List<SigningKey> kept(Instant now) {
    List<SigningKey> keys = new ArrayList<>(rows.all());
    if (keys.stream().noneMatch(key -> key.signs(now))) {
      keys.add(rows.make(now));
    }
    SigningKey last = keys.getLast();
    if (last.needsSuccessor(now)) {
      keys.add(rows.make(last.successorSignsFrom(now)));
    }
    SigningKeyRows.oldestNeeded(keys, now).ifPresent(key -> rows.deleteBefore(key.number()));
    return List.copyOf(keys);
  }

  /**
   * The public keys as a JWK Set, without one where nobody has signed in yet. They are read anew
   * every few seconds at most, because anybody may ask.
   */
  public String publicKeys() {
    Instant now = clock.instant();
    Published last = published;
    if (last == null || !last.isFresh(now)) {
      last = new Published(readPublicKeys(now), now);
      published = last;
    }
    return last.keys().toString();
  }

  private JWKSet readPublicKeys(Instant now) {
    List<SigningKey> keys = InTenant.call(InTenant.INSTALLATION, () -> reads.run(rows::all));
    int first = SigningKeyRows.oldestNeeded(keys, now).map(SigningKey::number).orElse(0);
    return new JWKSet(
        keys.stream()
            .filter(key -> key.number() >= first)
            .<JWK>map(key -> key.pair().toPublicJWK())
            .toList());
  }
}
