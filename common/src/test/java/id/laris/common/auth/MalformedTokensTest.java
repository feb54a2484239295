package id.laris.common.auth;

import static id.laris.common.auth.Refusals.assertUnauthenticated;
import static id.laris.common.auth.Tokens.claims;
import static id.laris.common.auth.Tokens.newKey;
import static id.laris.common.auth.Tokens.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that anybody could send without a key. */
class MalformedTokensTest {

  private final MovableClock clock = new MovableClock();
  private final OctetKeyPair key = newKey("first");
  private final JwksEndpoint endpoint;
  private final AccessTokens tokens;

  MalformedTokensTest() throws IOException {
    endpoint = new JwksEndpoint();
    tokens =
        new AccessTokens(
            new SigningKeys(endpoint.url(), clock, Runnable::run),
            Tokens.ISSUER,
            Tokens.AUDIENCE,
            clock);
  }

  @BeforeEach
  void publish() {
    endpoint.publish(key.toPublicJWK());
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "..", "a.b.c", "a.b.c.d", "e30.e30.e30", "bnVsbA.bnVsbA.bnVsbA", "[]"})
  void refusesWhatIsNoJwtAndDoesNotRepeatIt(String token) {
    assertUnauthenticated(() -> tokens.caller(token))
        .isEqualTo(
            "The token is not a signed JWT: send the access token of the authentication service.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "{}",
        "{'alg':null}",
        "{'alg':7}",
        "{'alg':'none'}",
        "{'alg':'None','kid':'first'}",
        "{'alg':'eddsa','kid':'first'}",
        "{'alg':'EdDSA','kid':null}",
        "{'alg':'EdDSA','kid':7}",
        "{'alg':'EdDSA','kid':['first']}",
        "{'alg':'EdDSA','kid':'first','crit':'x'}",
        "{'alg':'EdDSA','kid':'first','crit':[]}",
        "{'alg':'EdDSA','kid':'first','b64':false}",
        "{'alg':'EdDSA','kid':'first','jwk':7}",
        "{'alg':'EdDSA','kid':'first','jwk':{}}",
        "{'alg':'EdDSA','enc':'A128GCM'}",
      })
  void refusesStrangeHeadersAndAsksForNoKey(String header) {
    String payload = claims(clock).build().toString();
    String token =
        "%s.%s.%s"
            .formatted(
                Base64URL.encode(header.replace('\'', '"')),
                Base64URL.encode(payload),
                Base64URL.encode("s".repeat(64)));

    assertUnauthenticated(() -> tokens.caller(token));
    assertThat(endpoint.fetches()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65})
  void refusesSignaturesOfAnyLength(int bytes) {
    String token = sign(key, claims(clock));
    String unsigned = token.substring(0, token.lastIndexOf('.') + 1);

    assertUnauthenticated(() -> tokens.caller(unsigned + Base64URL.encode(new byte[bytes])));
  }
}
