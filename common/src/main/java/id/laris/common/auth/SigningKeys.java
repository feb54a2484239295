package id.laris.common.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.JSONObjectUtils;
import id.laris.common.errors.Errors;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public Ed25519 keys, from its JWKS endpoint.
 *
 * <p>A new key is found by the first token that names it; unknown names fetch at most every 30
 * seconds, so that invented names do not overload the issuer. Fetched keys serve until a later
 * fetch succeeds, however long the issuer is out of reach. There is one fetch at a time, with a
 * limit in total; callers wait for it only until it has failed once. (The sources of nimbus limit
 * rates by the system's clock only, and count failures of the first fetch against the limit.)
 */
final class SigningKeys {

  /** The time after which a key that the issuer has withdrawn is no longer accepted. */
  static final Duration REFRESH_EVERY = Duration.ofMinutes(5);

  /** After this time without a fetch, because nobody called, the next caller waits for a fetch. */
  static final Duration IDLE = Duration.ofMinutes(10);

  static final Duration UNKNOWN_KEY_EVERY = Duration.ofSeconds(30);

  /** While there are no keys at all, they are fetched again after this time. */
  static final Duration RETRY_FIRST_EVERY = Duration.ofMillis(500);

  /** The time for a whole fetch, from the connection to the last byte. */
  static final Duration FETCH_WITHIN = Duration.ofSeconds(3);

  /** A caller waits so long for a fetch that follows a failed one. */
  private static final Duration WAIT_WHILE_FAILING = Duration.ofMillis(300);

  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

  private final KeySet keySet;
  private final Clock clock;
  private final Executor background;

  private final AtomicReference<Instant> fetchedAt = new AtomicReference<>(Instant.MIN);
  private volatile @Nullable Map<String, Ed25519Verifier> verifiers;
  private volatile @Nullable Instant failedAt;

  /** The fetch that runs, or the last one. */
  @GuardedBy("this")
  private CompletableFuture<?> fetch = CompletableFuture.completedFuture(null);

  @GuardedBy("this")
  private Instant unknownKeyAt = Instant.MIN;

  /** Where the keys come from, as the JSON of a JWK Set. */
  interface KeySet {
    String get() throws IOException;
  }

  SigningKeys(URI url, Clock clock, Executor background) {
    this(new SmallDownload(url, FETCH_WITHIN)::get, clock, background);
  }

  SigningKeys(KeySet keySet, Clock clock, Executor background) {
    this.keySet = keySet;
    this.clock = clock;
    this.background = background;
  }

  /**
   * Checks signatures of the key with this id.
   *
   * @throws id.laris.common.errors.PosException UNAUTHENTICATED where the issuer has no such key;
   *     UNAVAILABLE where the issuer cannot be asked
   */
  Ed25519Verifier verifier(String keyId) {
    Map<String, Ed25519Verifier> known = verifiers;
    Ed25519Verifier verifier = known == null ? null : known.get(keyId);
    if (verifier == null) {
      return fetchedVerifier(keyId);
    }
    Instant seen = fetchedAt.get();
    if (isPast(seen, IDLE)) {
      return fetchedVerifier(keyId);
    }
    // The thread that advances the time starts a fetch; it and all others continue with the known
    // keys.
    if (isPast(seen, REFRESH_EVERY) && fetchedAt.compareAndSet(seen, clock.instant())) {
      startFetch();
    }
    return verifier;
  }

  private Ed25519Verifier fetchedVerifier(String keyId) {
    // A caller must not wait for a server that hangs while others have just waited in vain.
    Duration patience = failedAt == null ? FETCH_WITHIN.plusSeconds(1) : WAIT_WHILE_FAILING;
    boolean ended = hasEnded(fetchFor(keyId), patience);
    Map<String, Ed25519Verifier> known = verifiers;
    Ed25519Verifier verifier = known == null ? null : known.get(keyId);
    if (verifier != null) {
      return verifier;
    }
    if (!ended || failedAt != null) {
      // The key may be newer than the known keys, so refusing the token would be a guess.
      throw Errors.unavailable("The authentication service");
    }
    throw Errors.unauthenticated(
        "The token is signed with a key (kid) that its issuer does not publish.");
  }

  /** The fetch that may find the key: the one that runs, else a new one where one is due. */
  private synchronized CompletableFuture<?> fetchFor(String keyId) {
    if (fetch.isDone() && isFetchDue(verifiers, keyId)) {
      startFetch();
    }
    return fetch;
  }

  private synchronized void startFetch() {
    if (fetch.isDone()) {
      fetch = CompletableFuture.runAsync(this::fetch, background);
    }
  }

  private static boolean hasEnded(CompletableFuture<?> fetch, Duration patience) {
    try {
      fetch.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a fetch catches its failures", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized boolean isFetchDue(
      @Nullable Map<String, Ed25519Verifier> known, String keyId) {
    if (known == null) {
      Instant failed = failedAt;
      return failed == null || isPast(failed, RETRY_FIRST_EVERY);
    }
    if (known.containsKey(keyId)) {
      return isPast(fetchedAt.get(), IDLE);
    }
    if (isPast(unknownKeyAt, UNKNOWN_KEY_EVERY)) {
      unknownKeyAt = clock.instant();
      return true;
    }
    return false;
  }

  /** Returns whether the time has passed; a clock that was set back must not extend the wait. */
  private boolean isPast(Instant since, Duration wait) {
    Instant now = clock.instant();
    return now.isBefore(since) || !now.minus(wait).isBefore(since);
  }

  private void fetch() {
    try {
      verifiers = parse(keySet.get());
      failedAt = null;
    } catch (IOException | ParseException | RuntimeException e) {
      // The known keys stay valid whatever the failure is.
      log.warn("the signing keys cannot be fetched: {}", e.toString());
      failedAt = clock.instant();
    }
    fetchedAt.set(clock.instant());
  }

  /**
   * Keys are parsed one by one: a kind of key that nimbus does not support must not make the others
   * unusable.
   */
  private static Map<String, Ed25519Verifier> parse(String json) throws ParseException {
    Map<String, Object>[] keys =
        JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json), "keys");
    if (keys == null) {
      throw new ParseException("not a JWK set: it has no keys", 0);
    }
    Map<String, Ed25519Verifier> verifiers = new HashMap<>();
    for (Map<String, Object> key : keys) {
      if (KeyType.OKP.getValue().equals(key.get("kty"))) {
        try {
          add(OctetKeyPair.parse(key), verifiers);
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
          log.warn("a signing key was left out because it is malformed");
        }
      }
    }
    if (verifiers.isEmpty()) {
      log.warn("the issuer publishes no Ed25519 signing key: every token will be refused");
    }
    return Map.copyOf(verifiers);
  }

  private static void add(OctetKeyPair key, Map<String, Ed25519Verifier> verifiers)
      throws JOSEException {
    boolean ours =
        Curve.Ed25519.equals(key.getCurve())
            && key.getKeyID() != null
            && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
            && (key.getAlgorithm() == null || JWSAlgorithm.EdDSA.equals(key.getAlgorithm()));
    if (ours) {
      verifiers.putIfAbsent(key.getKeyID(), new Ed25519Verifier(key.toPublicJWK()));
    }
  }
}
