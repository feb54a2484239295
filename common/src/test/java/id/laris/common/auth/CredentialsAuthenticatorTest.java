package id.laris.common.auth;

import static id.laris.common.auth.Refusals.assertUnauthenticated;
import static id.laris.common.auth.Tokens.claims;
import static id.laris.common.auth.Tokens.newKey;
import static id.laris.common.auth.Tokens.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.OctetKeyPair;
import id.laris.common.Caller;
import id.laris.common.grpc.Headers;
import io.grpc.Metadata;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsAuthenticatorTest {

  private static final String API_KEY = "till-3-secret";
  private static final UUID KEY_TENANT = UUID.fromString("0195b3c0-0000-7000-8000-00000000000a");

  private final MovableClock clock = new MovableClock();
  private final OctetKeyPair key = newKey("first");
  private final OctetKeyPair ourKey = newKey("ours");
  private final FakeStaff staff = new FakeStaff(ourKey.toPublicJWK());
  private final OurCredentials ours = new OurCredentials(() -> staff, clock, Runnable::run);
  private final JwksEndpoint endpoint;
  private final CredentialsAuthenticator authenticator;
  private final ApiKeys apiKeys =
      ApiKeys.parse(ApiKeysTest.json("till-3", KEY_TENANT, API_KEY, "[\"catalog.read\"]"));

  CredentialsAuthenticatorTest() throws IOException {
    endpoint = new JwksEndpoint();
    endpoint.publish(key.toPublicJWK());
    SigningKeys keys = new SigningKeys(endpoint.url(), clock, Runnable::run);
    authenticator =
        new CredentialsAuthenticator(
            ours, new AccessTokens(keys, Tokens.ISSUER, Tokens.AUDIENCE, clock), apiKeys);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private static Metadata authorization(String value) {
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, value);
    return headers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR   ", "  Bearer \t "})
  void takesThePrefixInAnyCaseAndWithMoreSpaces(String prefix) {
    Metadata headers = authorization(prefix + sign(key, claims(clock)) + "  ");

    assertThat(authenticator.authenticate(headers).userId()).isEqualTo(Tokens.USER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearerx", "Bearer a b"})
  void refusesAnAuthorizationThatIsNoBearerToken(String value) {
    assertUnauthenticated(() -> authenticator.authenticate(authorization(value)))
        .contains("Bearer <token>");
  }

  @Test
  void refusesWhereThereAreNoCredentials() {
    assertUnauthenticated(() -> authenticator.authenticate(new Metadata()))
        .contains("no credentials");
  }

  @Test
  void ignoresDevelopmentHeaders() {
    Metadata headers = DevelopmentAuthenticatorTest.headers();
    assertUnauthenticated(() -> authenticator.authenticate(headers)).contains("no credentials");

    headers.put(Headers.AUTHORIZATION, "Bearer " + sign(key, claims(clock)));
    headers.put(Headers.DEV_SCOPES, "staff.write");

    assertThat(authenticator.authenticate(headers).tenantId()).isEqualTo(Tokens.TENANT);
    assertThat(authenticator.authenticate(headers).may("staff.write")).isFalse();
  }

  @Test
  void takesAnApiKey() {
    Metadata headers = new Metadata();
    headers.put(Headers.API_KEY, API_KEY);

    assertThat(authenticator.authenticate(headers).tenantId()).isEqualTo(KEY_TENANT);
  }

  @Test
  void prefersTheTokenWhereBothAreThereEvenABadOne() {
    Metadata headers = authorization("Bearer " + sign(key, claims(clock)));
    headers.put(Headers.API_KEY, API_KEY);
    assertThat(authenticator.authenticate(headers).tenantId()).isEqualTo(Tokens.TENANT);

    Metadata bad = authorization("Bearer nonsense");
    bad.put(Headers.API_KEY, API_KEY);
    assertUnauthenticated(() -> authenticator.authenticate(bad));
  }

  @Test
  void takesTheApiKeyBesideAnotherKindOfAuthorization() {
    Metadata headers = authorization("Basic dXNlcjpwYXNz");
    headers.put(Headers.API_KEY, API_KEY);

    assertThat(authenticator.authenticate(headers).tenantId()).isEqualTo(KEY_TENANT);
  }

  @Test
  void refusesTokensOfOthersWhereNoOutsideIssuerIsSet() {
    CredentialsAuthenticator oursOnly = new CredentialsAuthenticator(ours, null, apiKeys);
    Metadata headers = authorization("Bearer " + sign(key, claims(clock)));

    assertUnauthenticated(() -> oursOnly.authenticate(headers));
  }

  @Test
  void takesTokensOfOursBesideThoseOfAnOutsideIssuer() {
    staff.grant(Tokens.SESSION, Tokens.TENANT, Tokens.USER, "stock.read");
    Metadata headers = authorization("Bearer " + sign(ourKey, Tokens.ours(clock)));

    Caller caller = authenticator.authenticate(headers);

    assertThat(caller.sessionId()).isEqualTo(Tokens.SESSION);
    assertThat(caller.scopes()).as("the scopes of now, not of then").containsExactly("stock.read");
  }

  @Test
  void theKeyOfOneIssuerDoesNotSignForTheOther() {
    staff.grant(Tokens.SESSION, Tokens.TENANT, Tokens.USER, "sales.read");
    String outsideAsOurs = sign(key, Tokens.ours(clock));
    String oursAsOutside = sign(ourKey, claims(clock));
    OctetKeyPair sameName = newKey("ours");
    String withTheNameOfOurKey = sign(sameName, Tokens.ours(clock));
    endpoint.publish(key.toPublicJWK(), sameName.toPublicJWK());

    for (String token : List.of(outsideAsOurs, oursAsOutside, withTheNameOfOurKey)) {
      assertUnauthenticated(() -> authenticator.authenticate(authorization("Bearer " + token)));
    }
  }

  @Test
  void anOutsideTokenNamesNeitherASessionNorARegister() {
    String token =
        sign(
            key,
            claims(clock)
                .claim(OurTokens.SESSION, Tokens.SESSION.toString())
                .claim(OurTokens.REGISTER, Tokens.USER.toString())
                .claim(OurTokens.LOCATION, Tokens.USER.toString()));

    Caller caller = authenticator.authenticate(authorization("Bearer " + token));

    assertThat(caller.sessionId()).isNull();
    assertThat(caller.registerId()).isNull();
    assertThat(caller.locationId()).isNull();
  }

  @Test
  void refusesASessionThatHasEndedOrIsOfSomebodyElse() {
    Metadata headers = authorization("Bearer " + sign(ourKey, Tokens.ours(clock)));
    assertUnauthenticated(() -> authenticator.authenticate(headers)).contains("session has ended");

    clock.advance(CheckedCredentials.FRESH);
    staff.grant(Tokens.SESSION, Tokens.TENANT, Tokens.MEMBERSHIP, "sales.read");
    assertUnauthenticated(() -> authenticator.authenticate(headers)).contains("session has ended");
  }

  @Test
  void takesAnApiKeyOfStaffService() {
    String secret = "laris_0123456789";
    staff.grantKey(secret, Tokens.TENANT, Tokens.USER, "sales.read");
    Metadata headers = new Metadata();
    headers.put(Headers.API_KEY, secret);

    Caller caller = authenticator.authenticate(headers);

    assertThat(caller.tenantId()).isEqualTo(Tokens.TENANT);
    assertThat(caller.userId()).isEqualTo(Tokens.USER);
    assertThat(caller.scopes()).containsExactly("sales.read");
    Metadata unknown = new Metadata();
    unknown.put(Headers.API_KEY, "laris_unknown");
    assertUnauthenticated(() -> authenticator.authenticate(unknown)).contains("API key");
    Metadata other = new Metadata();
    other.put(Headers.API_KEY, "something");
    int asked = staff.questions();
    assertUnauthenticated(() -> authenticator.authenticate(other)).contains("API key");
    assertThat(staff.questions()).as("no key of ours looks like this").isEqualTo(asked);
  }
}
