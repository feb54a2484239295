package id.laris.common.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import id.laris.common.Caller;
import id.laris.common.Uuids;
import id.laris.common.errors.Errors;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads JWTs: signed with Ed25519 by the issuer, for us, valid now, and for one tenant.
 *
 * <p>Refusals name the check that failed, to help the developer of a client, and never repeat the
 * token.
 */
final class AccessTokens {

  /** The accepted difference between the issuer's clock and ours. */
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  private static final List<String> TIMES = List.of("exp", "nbf", "iat");

  /** The end of the year 9999. */
  private static final long LATEST_SECOND = 253_402_300_799L;

  private final SigningKeys keys;
  private final String issuer;
  private final String audience;
  private final Clock clock;
  private final boolean ours;

  private AccessTokens(
      SigningKeys keys, String issuer, String audience, Clock clock, boolean ours) {
    this.keys = keys;
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
    this.ours = ours;
  }

  /** Reads those of an outside issuer: they name neither a session of ours nor a register. */
  AccessTokens(SigningKeys keys, String issuer, String audience, Clock clock) {
    this(keys, issuer, audience, clock, false);
  }

  /** Reads those that staff-service issues. */
  static AccessTokens ofOurs(SigningKeys keys, Clock clock) {
    return new AccessTokens(keys, OurTokens.ISSUER, OurTokens.AUDIENCE, clock, true);
  }

  /**
   * Returns the caller that the token identifies.
   *
   * @throws id.laris.common.errors.PosException UNAUTHENTICATED; UNAVAILABLE while the issuer's
   *     keys are not available
   */
  Caller caller(String token) {
    SignedJWT jwt = read(() -> SignedJWT.parse(token));
    verifySignature(jwt);
    requireTimes(jwt.getPayload().toJSONObject());
    JWTClaimsSet claims = read(jwt::getJWTClaimsSet);
    checkTimes(claims);
    checkParties(claims);
    return toCaller(claims);
  }

  /** Reports whether the token says that it is of this issuer, which proves nothing yet. */
  static boolean names(String token, String issuer) {
    try {
      return issuer.equals(SignedJWT.parse(token).getJWTClaimsSet().getIssuer());
    } catch (ParseException | RuntimeException e) {
      return false;
    }
  }

  private interface Reading<R> {
    R read() throws ParseException;
  }

  private static <R> R read(Reading<R> reading) {
    try {
      return reading.read();
    } catch (ParseException | RuntimeException e) {
      // Nimbus throws undeclared exceptions for some JSON.
      throw Errors.unauthenticated(
          "The token is not a signed JWT: send the access token of the authentication service.");
    }
  }

  /**
   * The algorithm is ours to choose, not the token's, so it is checked before any key is looked up.
   */
  private void verifySignature(SignedJWT jwt) {
    JWSHeader header = jwt.getHeader();
    if (!JWSAlgorithm.EdDSA.equals(header.getAlgorithm())) {
      throw Errors.unauthenticated("The token is not signed with EdDSA (Ed25519).");
    }
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      throw Errors.unauthenticated(
          "The token's header requires an extension (crit) that this server does not support.");
    }
    String keyId = header.getKeyID();
    if (keyId == null) {
      throw Errors.unauthenticated("The token's header does not name its key (kid).");
    }
    Ed25519Verifier verifier = keys.verifier(keyId);
    if (!isSigned(jwt, verifier)) {
      throw Errors.unauthenticated("The token's signature is wrong: get a new token.");
    }
  }

  private static boolean isSigned(SignedJWT jwt, Ed25519Verifier verifier) {
    try {
      return jwt.verify(verifier);
    } catch (JOSEException e) {
      return false;
    }
  }

  /**
   * Refuses numbers that are no time, before nimbus makes dates of them: it multiplies without
   * looking for an overflow, so a token that is valid in 292 billion years would be valid now.
   * Fractions of a second are allowed, and nimbus leaves them out.
   */
  private static void requireTimes(@Nullable Map<String, Object> payload) {
    for (String name : TIMES) {
      Object value = payload == null ? null : payload.get(name);
      if (value != null && !isTime(value)) {
        throw Errors.unauthenticated(
            "The token's %s is not a time: it must be seconds since 1970, before the year 10000."
                .formatted(name));
      }
    }
  }

  private static boolean isTime(Object value) {
    return value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= LATEST_SECOND;
  }

  private void checkTimes(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Date expiresAt = claims.getExpirationTime();
    if (expiresAt == null) {
      throw Errors.unauthenticated("The token has no expiry (exp).");
    }
    if (!now.isBefore(expiresAt.toInstant().plus(LEEWAY))) {
      throw Errors.unauthenticated("The token has expired: get a new one.");
    }
    Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null && now.isBefore(notBefore.toInstant().minus(LEEWAY))) {
      throw Errors.unauthenticated(
          "The token is not yet valid (nbf): check the clocks of the servers.");
    }
  }

  private void checkParties(JWTClaimsSet claims) {
    if (!issuer.equals(claims.getIssuer())) {
      throw Errors.unauthenticated("The token is from another issuer (iss) than POS_AUTH_ISSUER.");
    }
    if (!claims.getAudience().contains(audience)) {
      throw Errors.unauthenticated(
          "The token is for another audience (aud) than POS_AUTH_AUDIENCE.");
    }
  }

  private Caller toCaller(JWTClaimsSet claims) {
    if (claims.getClaim("tenant_id") == null) {
      throw Errors.unauthenticated(
          "The token has no tenant_id: choose a tenant and get a token for it.");
    }
    return new Caller(
        uuid(claims, "tenant_id"),
        uuid(claims, "sub"),
        uuid(claims, "membership_id"),
        scopes(claims.getClaim("scope")),
        ours ? uuidOrNull(claims, OurTokens.REGISTER) : null,
        ours ? uuidOrNull(claims, OurTokens.LOCATION) : null,
        ours ? uuid(claims, OurTokens.SESSION) : null);
  }

  private static @Nullable UUID uuidOrNull(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) == null ? null : uuid(claims, name);
  }

  private static UUID uuid(JWTClaimsSet claims, String name) {
    return Uuids.parse(claims.getClaim(name) instanceof String text ? text : null)
        .orElseThrow(() -> Errors.unauthenticated("The token's %s is not a UUID.".formatted(name)));
  }

  private static Set<String> scopes(@Nullable Object claim) {
    Stream<String> scopes =
        switch (claim) {
          case String text -> Arrays.stream(text.split("\\s+"));
          case Collection<?> list when list.stream().allMatch(String.class::isInstance) ->
              list.stream().map(String.class::cast);
          case null, default ->
              throw Errors.unauthenticated(
                  "The token's scope is neither a string of words nor a list of strings.");
        };
    return scopes
        .filter(scope -> !scope.isBlank())
        // All scopes at once are for development mode and for API keys; a token must name its
        // scopes.
        .filter(scope -> !scope.equals(Caller.ALL_SCOPES))
        .collect(Collectors.toUnmodifiableSet());
  }
}
