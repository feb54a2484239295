package id.laris.staff.pin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrivialPinsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000", "999999", "1234", "456789", "7890", "4321", "0987", "2468", "1212", "131313",
        "123123"
      })
  void refusesWhatIsGuessedFirst(String pin) {
    assertThat(TrivialPins.contain(pin)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1235", "2580", "1221", "00001", "112233", "123457", "9071"})
  void leavesOthers(String pin) {
    assertThat(TrivialPins.contain(pin)).isFalse();
  }
}
