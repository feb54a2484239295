package id.laris.common.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Keys and tokens as the issuer makes them. */
final class Tokens {

  static final String ISSUER = "https://auth.example.com";
  static final String AUDIENCE = "laris";
  static final UUID TENANT = UUID.fromString("0195b3c0-0000-7000-8000-000000000001");
  static final UUID USER = UUID.fromString("0195b3c0-0000-7000-8000-000000000002");
  static final UUID MEMBERSHIP = UUID.fromString("0195b3c0-0000-7000-8000-000000000003");

  static final UUID SESSION = UUID.fromString("0195b3c0-0000-7000-8000-000000000004");

  private Tokens() {}

  /** Claims of a token of ours with which nothing is wrong, good for ten minutes. */
  static JWTClaimsSet.Builder ours(Clock clock) {
    return claims(clock)
        .issuer(OurTokens.ISSUER)
        .audience(OurTokens.AUDIENCE)
        .claim(OurTokens.SESSION, SESSION.toString());
  }

  static OctetKeyPair newKey(String keyId) {
    try {
      return new OctetKeyPairGenerator(Curve.Ed25519).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Claims with which nothing is wrong, good for ten minutes. */
  static JWTClaimsSet.Builder claims(Clock clock) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject(USER.toString())
        .expirationTime(date(clock.instant().plusSeconds(600)))
        .claim("tenant_id", TENANT.toString())
        .claim("membership_id", MEMBERSHIP.toString())
        .claim("scope", "sales.read sales.write");
  }

  static Date date(Instant instant) {
    return Date.from(instant);
  }

  static String sign(OctetKeyPair key, JWTClaimsSet.Builder claims) {
    return sign(
        key, new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.getKeyID()).build(), claims);
  }

  static String sign(OctetKeyPair key, JWSHeader header, JWTClaimsSet.Builder claims) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims.build());
      jwt.sign(new Ed25519Signer(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token whose payload is this text, which need not be a set of claims. */
  static String sign(OctetKeyPair key, String payload) {
    try {
      JWSObject jws =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.getKeyID()).build(),
              new Payload(payload));
      jws.sign(new Ed25519Signer(key));
      return jws.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
