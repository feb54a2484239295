package id.laris.customer.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A code is 16 digits, and a slip of the finger is found by the last one. */
class CardCodeTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Property(tries = 200)
  void aWrongDigitIsFound(
      @ForAll @IntRange(max = 15) int at, @ForAll @IntRange(min = 1, max = 9) int by) {
    String digits = CardCode.draw(RANDOM).digits();
    char other = (char) ('0' + (digits.charAt(at) - '0' + by) % 10);

    assertThat(digits).hasSize(16).containsOnlyDigits();
    assertThat(CardCode.read(digits).orElseThrow().digits()).isEqualTo(digits);
    assertThat(CardCode.read(digits.substring(0, at) + other + digits.substring(at + 1))).isEmpty();
  }

  @Property(tries = 200)
  void twoDigitsThatChangedPlacesAreFound(@ForAll @IntRange(max = 14) int at) {
    String digits = CardCode.draw(RANDOM).digits();
    char left = digits.charAt(at);
    char right = digits.charAt(at + 1);
    String swapped = digits.substring(0, at) + right + left + digits.substring(at + 2);
    // Luhn does not tell 09 from 90.
    boolean isTold = left != right && Math.abs(left - right) != 9;

    assertThat(CardCode.read(swapped).isEmpty()).isEqualTo(isTold);
  }

  @Test
  void noTwoAreTheSame() {
    assertThat(Stream.generate(() -> CardCode.draw(RANDOM).digits()).limit(100_000))
        .doesNotHaveDuplicates();
  }

  @Test
  void knownNumbersAreReadWithSpacesAndHyphens() {
    assertThat(CardCode.read("4111 1111-1111 1111").orElseThrow().digits())
        .isEqualTo("4111111111111111");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4111111111111112",
        "411111111111111",
        "41111111111111111",
        "x111111111111111"
      })
  void otherTextsAreNone(String text) {
    assertThat(CardCode.read(text)).isEmpty();
  }

  @Test
  void aStringShowsItsEndOnly() {
    CardCode code = CardCode.draw(RANDOM);

    assertThat(code).hasToString("****" + code.digits().substring(12));
  }
}
