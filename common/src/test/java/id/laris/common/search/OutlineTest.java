package id.laris.common.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineTest {

  private static final List<String> SITI =
      List.of("siti", "rahayu", "c-000123", "<0987654321826", "@siti@example.com", "^23");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s",
        "si",
        "sit",
        "siti",
        "rahay",
        "c",
        "c-",
        "c-0001",
        "<0987",
        "@",
        "@siti@ex",
        "^2"
      })
  void aThingHasTheBitsOfEachBeginningOfItsWords(String beginning) {
    long wanted = Outline.of(List.of(beginning, "raha"));

    assertThat(Outline.of(SITI) & wanted).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"budi", "sari", "x", "rahman"})
  void aThingLacksABitOfMostOtherWords(String other) {
    long wanted = Outline.of(List.of(other));

    assertThat(Outline.of(SITI) & wanted).isNotEqualTo(wanted);
  }

  @Test
  void codesFillNoOutline() {
    assertThat(Outline.of(List.of("0812", "@siti@example.com", "^or07"))).isZero();
  }
}
