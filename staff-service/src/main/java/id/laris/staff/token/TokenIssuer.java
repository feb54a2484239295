package id.laris.staff.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import id.laris.common.auth.OurTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues access tokens: JWTs of a session, signed with Ed25519. */
@Component
public class TokenIssuer {

  /** How long an access token is valid. */
  public static final Duration VALID = Duration.ofMinutes(15);

  private final SigningKeyRing keys;

  TokenIssuer(SigningKeyRing keys) {
    this.keys = keys;
  }

  /** The time at which a token of the session expires that is issued now. */
  public static Instant expiry(Session session, Instant now) {
    Instant usual = now.plus(VALID);
    return usual.isAfter(session.expiresAt()) ? session.expiresAt() : usual;
  }

  /** Signs a token. The scopes in it are those of now; a process asks for them again. */
  public String issue(UUID tenantId, Session session, Collection<String> scopes, Instant now) {
    String employee = session.employeeId().toString();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .jwtID(UUID.randomUUID().toString())
            .issuer(OurTokens.ISSUER)
            .audience(OurTokens.AUDIENCE)
            .subject(employee)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expiry(session, now)))
            .claim("tenant_id", tenantId.toString())
            .claim("membership_id", employee)
            .claim("scope", String.join(" ", scopes))
            .claim(OurTokens.SESSION, session.id().toString());
    claim(claims, OurTokens.REGISTER, session.registerId());
    claim(claims, OurTokens.LOCATION, session.locationId());
    return signed(claims.build());
  }

  private static void claim(JWTClaimsSet.Builder claims, String name, @Nullable UUID id) {
    if (id != null) {
      claims.claim(name, id.toString());
    }
  }

  private String signed(JWTClaimsSet claims) {
    OctetKeyPair key = keys.signer();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new Ed25519Signer(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
    return token.serialize();
  }
}
