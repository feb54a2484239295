package id.laris.common.auth;

import static id.laris.common.auth.Refusals.assertUnauthenticated;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.Caller;
import id.laris.common.grpc.Headers;
import io.grpc.Metadata;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentAuthenticatorTest {

  private final DevelopmentAuthenticator authenticator = new DevelopmentAuthenticator();

  static Metadata headers() {
    Metadata headers = new Metadata();
    headers.put(Headers.DEV_TENANT_ID, Tokens.TENANT.toString());
    headers.put(Headers.DEV_USER_ID, Tokens.USER.toString());
    headers.put(Headers.DEV_MEMBERSHIP_ID, Tokens.MEMBERSHIP.toString());
    return headers;
  }

  @Test
  void believesTheHeadersAndAllowsEverything() {
    assertThat(authenticator.authenticate(headers()))
        .isEqualTo(
            new Caller(Tokens.TENANT, Tokens.USER, Tokens.MEMBERSHIP, Set.of(Caller.ALL_SCOPES)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sales.read catalog.read",
        "sales.read,catalog.read",
        " sales.read, catalog.read "
      })
  void allowsOnlyTheScopesThatAreSent(String scopes) {
    Metadata headers = headers();
    headers.put(Headers.DEV_SCOPES, scopes);

    assertThat(authenticator.authenticate(headers).scopes())
        .containsExactlyInAnyOrder("sales.read", "catalog.read");
  }

  @Test
  void allowsNothingWhereTheScopesAreEmpty() {
    Metadata headers = headers();
    headers.put(Headers.DEV_SCOPES, "");

    assertThat(authenticator.authenticate(headers).scopes()).isEmpty();
  }

  @Test
  void saysWhichHeaderIsMissingOrMalformedAndHowItMustLook() {
    for (Metadata.Key<String> key :
        List.of(Headers.DEV_TENANT_ID, Headers.DEV_USER_ID, Headers.DEV_MEMBERSHIP_ID)) {
      Metadata missing = headers();
      missing.removeAll(key);
      assertUnauthenticated(() -> authenticator.authenticate(missing))
          .contains(key.name() + " is missing", "a UUID such as");

      for (String value : List.of("", "7", "1-1-1-1-1", Tokens.TENANT + "0")) {
        Metadata malformed = headers();
        malformed.removeAll(key);
        malformed.put(key, value);
        assertUnauthenticated(() -> authenticator.authenticate(malformed))
            .contains(key.name() + " is not a UUID", "a UUID such as");
      }
    }
  }
}
