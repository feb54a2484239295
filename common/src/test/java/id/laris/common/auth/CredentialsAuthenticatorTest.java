package id.laris.common.auth;

import static id.laris.common.auth.Refusals.assertUnauthenticated;
import static id.laris.common.auth.Tokens.claims;
import static id.laris.common.auth.Tokens.newKey;
import static id.laris.common.auth.Tokens.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.OctetKeyPair;
import id.laris.common.grpc.Headers;
import io.grpc.Metadata;
import java.io.IOException;
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
            new AccessTokens(keys, Tokens.ISSUER, Tokens.AUDIENCE, clock), apiKeys);
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
  void refusesTokensWhereOnlyApiKeysAreTaken() {
    CredentialsAuthenticator keysOnly = new CredentialsAuthenticator(null, apiKeys);
    Metadata headers = authorization("Bearer " + sign(key, claims(clock)));

    assertUnauthenticated(() -> keysOnly.authenticate(headers)).contains("does not accept tokens");
  }
}
