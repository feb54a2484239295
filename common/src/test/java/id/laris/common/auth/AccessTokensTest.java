package id.laris.common.auth;

import static id.laris.common.auth.Refusals.assertUnauthenticated;
import static id.laris.common.auth.Tokens.date;
import static id.laris.common.auth.Tokens.newKey;
import static id.laris.common.auth.Tokens.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import id.laris.common.Caller;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

  private final MovableClock clock = new MovableClock();
  private final OctetKeyPair key = newKey("first");
  private final JwksEndpoint endpoint;
  private final AccessTokens tokens;

  AccessTokensTest() throws IOException {
    endpoint = new JwksEndpoint();
    tokens = tokens(new SigningKeys(endpoint.url(), clock, Runnable::run), clock);
  }

  OctetKeyPair signingKey() {
    return key;
  }

  Clock clock() {
    return clock;
  }

  AccessTokens tokens() {
    return tokens;
  }

  /** The reader that is attacked. */
  AccessTokens tokens(SigningKeys keys, Clock readerClock) {
    return new AccessTokens(keys, Tokens.ISSUER, Tokens.AUDIENCE, readerClock);
  }

  /** Claims with which nothing is wrong. */
  JWTClaimsSet.Builder claims(Clock issuerClock) {
    return Tokens.claims(issuerClock);
  }

  /** The caller whom these claims mean. */
  Caller caller() {
    return new Caller(
        Tokens.TENANT, Tokens.USER, Tokens.MEMBERSHIP, Set.of("sales.read", "sales.write"));
  }

  @BeforeEach
  void publish() {
    endpoint.publish(key.toPublicJWK());
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void knowsTheCallerOfAGoodToken() {
    assertThat(tokens.caller(sign(key, claims(clock)))).isEqualTo(caller());
  }

  @Test
  void refusesAnExpiredTokenAfterTheLeeway() {
    Instant now = clock.instant();
    String justGood = sign(key, claims(clock).expirationTime(date(now.minusSeconds(29))));
    String expired = sign(key, claims(clock).expirationTime(date(now.minusSeconds(30))));

    assertThat(tokens.caller(justGood)).isNotNull();
    assertUnauthenticated(() -> tokens.caller(expired)).contains("expired");
  }

  @Test
  void refusesATokenWithoutExpiry() {
    String token = sign(key, claims(clock).expirationTime(null));

    assertUnauthenticated(() -> tokens.caller(token)).contains("no expiry");
  }

  @Test
  void refusesATokenThatIsNotYetValidBeforeTheLeeway() {
    Instant now = clock.instant();
    String justGood = sign(key, claims(clock).notBeforeTime(date(now.plusSeconds(30))));
    String early = sign(key, claims(clock).notBeforeTime(date(now.plusSeconds(31))));

    assertThat(tokens.caller(justGood)).isNotNull();
    assertUnauthenticated(() -> tokens.caller(early)).contains("not yet valid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "nbf", "iat"})
  void refusesTimesThatAreNone(String claim) {
    String others = claims(clock).claim(claim, null).build().toString();
    for (String time :
        List.of(
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775",
            "9223372036854776",
            "18446744073709551616",
            "253402300800",
            "253402300799.5",
            "-1",
            "1e300",
            "1e308",
            "-1e308",
            "1e400",
            "-0.5",
            "NaN",
            "Infinity",
            "\"1772352600\"",
            "true",
            "[1772352600]",
            "{}")) {
      String token = sign(key, "{\"%s\":%s,%s".formatted(claim, time, others.substring(1)));
      assertUnauthenticated(() -> tokens.caller(token)).as("%s %s", claim, time).isNotEmpty();
    }
    String good = sign(key, claims(clock).claim(claim, clock.instant().getEpochSecond() + 20));
    assertThat(tokens.caller(good)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "exp, 1772352000.5",
    "exp, 1.7723520005e9",
    "exp, 1e10",
    "exp, 253402300799",
    "nbf, 1772352000.25",
    "nbf, 0.5",
    "nbf, 1e9",
    "iat, 1772351999.999999",
    "iat, 1e0"
  })
  void takesFractionsOfASecondAndExponents(String claim, String time) {
    String others = claims(clock).claim(claim, null).build().toString();
    String token = sign(key, "{\"%s\":%s,%s".formatted(claim, time, others.substring(1)));

    assertThat(tokens.caller(token).tenantId()).isEqualTo(Tokens.TENANT);
  }

  @Test
  void checksTimesWithFractionsLikeOthers() {
    String others = claims(clock).expirationTime(null).build().toString();
    String expired = sign(key, "{\"exp\":1772351969.5,%s".formatted(others.substring(1)));
    String early = sign(key, claims(clock).claim("nbf", 1_772_352_031.5));

    assertUnauthenticated(() -> tokens.caller(expired)).contains("expired");
    assertUnauthenticated(() -> tokens.caller(early)).contains("not yet valid");
  }

  @Test
  void refusesAnotherIssuerOrNone() {
    for (String issuer : new String[] {"https://auth.example.com/", "", null}) {
      String token = sign(key, claims(clock).issuer(issuer));
      assertUnauthenticated(() -> tokens.caller(token)).contains("another issuer");
    }
  }

  @Test
  void refusesATokenForAnotherAudienceOrNone() {
    String other = sign(key, claims(clock).audience("bakery"));
    String none = sign(key, claims(clock).audience(List.of()));

    assertUnauthenticated(() -> tokens.caller(other)).contains("another audience");
    assertUnauthenticated(() -> tokens.caller(none)).contains("another audience");
  }

  @Test
  void takesATokenForSeveralAudiencesThatWeAreAmong() {
    String token = sign(key, claims(clock).audience(List.of("bakery", Tokens.AUDIENCE)));

    assertThat(tokens.caller(token).tenantId()).isEqualTo(Tokens.TENANT);
  }

  @Test
  void refusesATokenThatIsNotSignedAndAsksForNoKey() {
    String token = new PlainJWT(claims(clock).build()).serialize();

    assertUnauthenticated(() -> tokens.caller(token));
    String withSignature = token + Base64URL.encode("signature");
    assertUnauthenticated(() -> tokens.caller(withSignature));
    assertThat(endpoint.fetches()).isZero();
  }

  @Test
  void refusesHs256SignedWithThePublicKeyAndAsksForNoKey() throws JOSEException {
    String token = signedBy(JWSAlgorithm.HS256, new MACSigner(key.getDecodedX()));

    assertUnauthenticated(() -> tokens.caller(token)).contains("EdDSA");
    assertThat(endpoint.fetches()).isZero();
  }

  @Test
  void refusesRs256AndAsksForNoKey() throws JOSEException {
    var rsa = new RSAKeyGenerator(2048).keyID("first").generate();
    endpoint.publish(rsa.toPublicJWK());
    String token = signedBy(JWSAlgorithm.RS256, new RSASSASigner(rsa));

    assertUnauthenticated(() -> tokens.caller(token)).contains("EdDSA");
    assertThat(endpoint.fetches()).isZero();
  }

  private String signedBy(JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID("first").build(), claims(clock).build());
    jwt.sign(signer);
    return jwt.serialize();
  }

  @Test
  void refusesAnotherKeyUnderTheSameName() {
    String token = sign(newKey("first"), claims(clock));

    assertUnauthenticated(() -> tokens.caller(token)).contains("signature");
  }

  @Test
  void refusesTheKeyThatTheTokenBringsAlong() {
    OctetKeyPair own = newKey("first");
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("first").jwk(own.toPublicJWK()).build();
    String token = sign(own, header, claims(clock));

    assertUnauthenticated(() -> tokens.caller(token)).contains("signature");
  }

  @Test
  void refusesATokenThatDoesNotNameItsKey() {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA).build();
    String token = sign(key, header, claims(clock));

    assertUnauthenticated(() -> tokens.caller(token)).contains("kid");
    assertThat(endpoint.fetches()).isZero();
  }

  @Test
  void refusesATamperedPayload() {
    String[] parts = sign(key, claims(clock)).split("\\.", -1);
    String payload = new Base64URL(parts[1]).decodeToString().replace("sales.read", "staff.edit");
    String token = "%s.%s.%s".formatted(parts[0], Base64URL.encode(payload), parts[2]);

    assertUnauthenticated(() -> tokens.caller(token)).contains("signature");
  }

  @Test
  void refusesCriticalHeaders() {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.EdDSA)
            .keyID("first")
            .customParam("exam", "ple")
            .criticalParams(Set.of("exam"))
            .build();
    String token = sign(key, header, claims(clock));

    assertUnauthenticated(() -> tokens.caller(token)).contains("extension");
  }

  @Test
  void refusesAPayloadThatIsNotEncoded() {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.EdDSA)
            .keyID("first")
            .base64URLEncodePayload(false)
            .build();
    String token = sign(key, header, claims(clock));

    assertUnauthenticated(() -> tokens.caller(token));
  }

  @Test
  void refusesATokenWithoutATenant() {
    String token = sign(key, claims(clock).claim("tenant_id", null));

    assertUnauthenticated(() -> tokens.caller(token)).contains("no tenant_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenant_id", "membership_id", "sub"})
  void refusesIdsThatAreNotUuids(String claim) {
    for (Object value : new Object[] {"", "1-1-1-1-1", "tenant", 7, List.of(Tokens.TENANT)}) {
      String token = sign(key, claims(clock).claim(claim, value));
      assertUnauthenticated(() -> tokens.caller(token));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"membership_id", "sub", "scope"})
  void refusesATokenThatLacksAClaim(String claim) {
    String token = sign(key, claims(clock).claim(claim, null));

    assertUnauthenticated(() -> tokens.caller(token)).contains(claim);
  }

  @Test
  void readsScopesFromAListToo() {
    String token = sign(key, claims(clock).claim("scope", List.of("sales.read", "catalog.read")));

    assertThat(tokens.caller(token).scopes())
        .containsExactlyInAnyOrder("sales.read", "catalog.read");
  }

  @Test
  void takesAnEmptyScopeAsTheRightToDoNothing() {
    String token = sign(key, claims(clock).claim("scope", ""));

    assertThat(tokens.caller(token).scopes()).isEmpty();
  }

  @Test
  void doesNotGrantEverythingToAWildcard() {
    Caller text = tokens.caller(sign(key, claims(clock).claim("scope", "* sales.read")));
    Caller list = tokens.caller(sign(key, claims(clock).claim("scope", List.of("*"))));

    assertThat(text.may("sales.write")).isFalse();
    assertThat(text.may("sales.read")).isTrue();
    assertThat(list.scopes()).isEmpty();
  }

  @Test
  void neverRepeatsTheTokenInARefusal() {
    String token = sign(key, claims(clock).issuer("somebody-else"));

    assertUnauthenticated(() -> tokens.caller(token))
        .doesNotContain(token.split("\\.", -1))
        .doesNotContain("somebody-else");
  }
}
