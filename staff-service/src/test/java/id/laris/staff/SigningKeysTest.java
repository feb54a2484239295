package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import id.laris.pos.v1.GetSigningKeysRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

/** The keys that sign tokens, over the months. */
@StaffTest
@DirtiesContext // every process has one set of keys, and this test moves the clock by months
class SigningKeysTest {

  @Autowired Team.Parts parts;
  @Autowired FakeClock clock;

  private Team team;
  private String email;

  /** After this there is one key, which has signed for two hours. */
  @BeforeEach
  void beginWithOneKey() throws Exception {
    team = new Team(parts);
    email = Team.newEmail();
    team.signingIn(email);
    signer();
    clock.advance(Duration.ofDays(60));
    signer();
    clock.advance(Duration.ofDays(1).plusHours(2));
    signer();
  }

  @Test
  void keysChangeEveryThirtyDaysAndAreKnownADayBefore() throws Exception {
    String first = signer();
    assertThat(published()).containsExactly(first);

    clock.advance(Duration.ofDays(29).minusHours(2).minusMinutes(2));
    assertThat(signer()).isEqualTo(first);
    assertThat(published()).containsExactly(first);

    clock.advance(Duration.ofMinutes(4));
    assertThat(signer()).isEqualTo(first);
    assertThat(published()).hasSize(2).startsWith(first);
    String second = published().getLast();

    clock.advance(Duration.ofDays(1));
    assertThat(signer()).isEqualTo(second);
    assertThat(published()).as("tokens of the first may still be valid").hasSize(2);

    clock.advance(Duration.ofHours(1));
    assertThat(signer()).isEqualTo(second);
    assertThat(published()).containsExactly(second);
  }

  @Test
  void aKeyThatHasRestedForLongIsPublishedBeforeItsSuccessorSigns() throws Exception {
    String first = signer();
    clock.advance(Duration.ofDays(200));

    assertThat(signer()).isEqualTo(first);
    assertThat(published()).hasSize(2);
    String next = published().getLast();
    clock.advance(Duration.ofDays(1).plusMinutes(1));
    assertThat(signer()).isEqualTo(next);
  }

  @Test
  void whoeverSignsInAtTheSameMomentGetsTheSameKey() throws Exception {
    clock.advance(Duration.ofDays(400));

    var outcomes = Parallel.times(6, number -> team.signedIn(email).getAccessToken());

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(published().size()).isLessThanOrEqualTo(2);
  }

  /** The id of the key that signs now, whose signature is right. */
  @CanIgnoreReturnValue
  private String signer() throws Exception {
    SignedJWT token = SignedJWT.parse(team.signedIn(email).getAccessToken());
    JWK key = Objects.requireNonNull(keys().getKeyByKeyId(token.getHeader().getKeyID()));
    assertThat(key.isPrivate()).isFalse();
    assertThat(token.verify(new Ed25519Verifier(key.toOctetKeyPair()))).isTrue();
    return key.getKeyID();
  }

  private List<String> published() throws ParseException {
    return keys().getKeys().stream().map(JWK::getKeyID).toList();
  }

  private JWKSet keys() throws ParseException {
    return JWKSet.parse(
        team.anybody().getSigningKeys(GetSigningKeysRequest.getDefaultInstance()).getJwks());
  }
}
