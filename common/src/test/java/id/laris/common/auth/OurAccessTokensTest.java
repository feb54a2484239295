package id.laris.common.auth;

import static id.laris.common.auth.Refusals.assertUnauthenticated;

import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import id.laris.common.Caller;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every attack on the tokens of an outside issuer is tried on those of our own, too. */
class OurAccessTokensTest extends AccessTokensTest {

  OurAccessTokensTest() throws IOException {}

  @Override
  AccessTokens tokens(SigningKeys keys, Clock readerClock) {
    return AccessTokens.ofOurs(keys, readerClock);
  }

  @Override
  JWTClaimsSet.Builder claims(Clock issuerClock) {
    return Tokens.ours(issuerClock);
  }

  @Override
  Caller caller() {
    return new Caller(
        Tokens.TENANT,
        Tokens.USER,
        Tokens.MEMBERSHIP,
        Set.of("sales.read", "sales.write"),
        null,
        null,
        Tokens.SESSION);
  }

  @Test
  void refusesATokenWithoutASession() {
    String token = Tokens.sign(signingKey(), claims(clock()).claim(OurTokens.SESSION, null));

    assertUnauthenticated(() -> tokens().caller(token)).contains("sid");
  }

  @ParameterizedTest
  @ValueSource(strings = {OurTokens.SESSION, OurTokens.REGISTER, OurTokens.LOCATION})
  void refusesIdsOfOursThatAreNotUuids(String claim) {
    OctetKeyPair key = signingKey();
    String token = Tokens.sign(key, claims(clock()).claim(claim, "till-1"));

    assertUnauthenticated(() -> tokens().caller(token)).contains(claim);
  }
}
