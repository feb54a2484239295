package id.laris.payment.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.CannotStart;
import id.laris.common.secret.MasterKeys;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** Server keys are encrypted, and only for their tenant. */
class SecretsTest {

  private static final ServerKey KEY = new ServerKey("SB-Mid-server-abcdefghijkl5678");
  private static final String MASTER = Base64.getEncoder().encodeToString(new byte[32]);

  private final UUID tenant = UUID.randomUUID();
  private final Secrets secrets = secrets(MASTER);

  @Test
  void whatIsSealedOpensAndShowsNothing() {
    byte[] sealed = secrets.seal(tenant, KEY);

    assertThat(new String(sealed, UTF_8)).doesNotContain("Mid-server", "5678");
    assertThat(secrets.open(tenant, sealed).orElseThrow().serverKey().matches(KEY)).isTrue();
    assertThat(secrets.open(tenant, sealed)).asString().doesNotContain(KEY.secret());
    assertThat(secrets.seal(tenant, KEY)).as("never twice the same").isNotEqualTo(sealed);
  }

  @Test
  void whatIsOneTenantsOpensForNoOther() {
    byte[] sealed = secrets.seal(tenant, KEY);

    assertThat(secrets.open(UUID.randomUUID(), sealed)).isEmpty();
  }

  @Test
  void whatWasChangedDoesNotOpen() {
    byte[] sealed = secrets.seal(tenant, KEY);
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThat(secrets.open(tenant, changed)).isEmpty();
    }
    assertThat(secrets.open(tenant, new byte[0])).isEmpty();
    assertThat(secrets.open(tenant, new byte[12])).isEmpty();
  }

  @Test
  void theDevelopmentKeyOpensNothingOfAMasterKey() {
    Secrets development = new Secrets(new MasterKeys(new MockEnvironment()));

    assertThat(development.open(tenant, secrets.seal(tenant, KEY))).isEmpty();
    assertThat(secrets.open(tenant, development.seal(tenant, KEY))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "c2VjcmV0",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,",
        ",AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,secret",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void aMalformedMasterKeyStopsTheStartUnquoted(String masterKey) {
    assertThatThrownBy(() -> secrets(masterKey))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("POS_MASTER_KEY")
        .hasMessageNotContaining(masterKey)
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "SB-Mid-server-abcdefghijkl5678, SB-Mid-server-****5678",
    "Mid-server-abcdefghijkl5678, Mid-server-****5678",
    "SB-Mid-server-test, SB-Mid-server-****"
  })
  void aMaskShowsTheEndOfALongKeyOnly(String key, String mask) {
    assertThat(new ServerKey(key)).hasToString(mask);
  }

  private static Secrets secrets(String masterKey) {
    return new Secrets(
        new MasterKeys(new MockEnvironment().withProperty("pos.master-key", masterKey)));
  }
}
