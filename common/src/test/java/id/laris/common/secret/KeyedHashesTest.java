package id.laris.common.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class KeyedHashesTest {

  private static final String KEY = base64((byte) 1);
  private static final String PREVIOUS = base64((byte) 2);

  @Test
  void theSameSecretHasTheSameHash() {
    assertThat(hashes(KEY, "PINs").current("2580")).isEqualTo(hashes(KEY, "PINs").current("2580"));
  }

  @Test
  void anotherSecretKeyOrPurposeHasAnother() {
    byte[] hash = hashes(KEY, "PINs").current("2580");

    assertThat(hashes(KEY, "PINs").current("2581")).isNotEqualTo(hash);
    assertThat(hashes(PREVIOUS, "PINs").current("2580")).isNotEqualTo(hash);
    assertThat(hashes(KEY, "codes").current("2580")).isNotEqualTo(hash);
  }

  @Test
  void afterAChangeOfTheKeyTheHashUnderThePreviousOneIsFoundToo() {
    assertThat(hashes(KEY + "," + PREVIOUS, "PINs").all("2580"))
        .isDeepEqualTo(
            new byte[][] {
              hashes(KEY, "PINs").current("2580"), hashes(PREVIOUS, "PINs").current("2580")
            });
  }

  @Test
  void withoutAKeyNothingIsHashed() {
    KeyedHashes none =
        new KeyedHashes(
            new MasterKeys(environment("pos.auth.enabled", "true")), "PINs");

    assertThatThrownBy(() -> none.current("2580"))
        .isInstanceOfSatisfying(
            PosException.class,
            error -> assertThat(error.reason()).isEqualTo(Reason.MASTER_KEY_MISSING));
  }

  private static KeyedHashes hashes(String setting, String secrets) {
    return new KeyedHashes(
        new MasterKeys(environment("pos.master-key", setting)), secrets);
  }

  private static StandardEnvironment environment(String name, String value) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of(name, value)));
    return environment;
  }

  private static String base64(byte fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, fill);
    return Base64.getEncoder().encodeToString(key);
  }
}
