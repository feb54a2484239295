package id.laris.client;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LarisClientTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:1", "localhost:abc", ":::", "no-such-host.invalid:50053"})
  void saysWhereNoLarisAnswersAndHowToStartOne(String target) {
    assertThatExceptionOfType(NobodyAnswersException.class)
        .isThrownBy(
            () -> {
              try (LarisClient laris = LarisClient.to(target)) {
                laris.requireAnswer();
              }
            })
        .withMessageContaining("No Laris answers at " + target)
        .withMessageContaining("./pos run");
  }
}
