package id.laris.common.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void aTextIsFoundByItsWordsAndTheirParts() {
    assertThat(Words.in("  Coca-Cola (Zero), 330ml!"))
        .containsExactlyInAnyOrder("coca-cola", "coca", "cola", "zero", "330ml");
    assertThat(Words.in("Caf\u00e9 \u5496\u5561")).containsExactly("caf\u00e9", "\u5496\u5561");
    assertThat(Words.in(" - ! ")).isEmpty();
  }

  @Test
  void aQueryHasEachOfItsWordsOnceAndNotTooMany() {
    assertThat(Words.ofQuery(" Kopi  kopi coca-c (")).containsExactly("kopi", "coca-c");
    assertThat(Words.ofQuery("a b c d e f g h i j k l m")).hasSize(Words.MAX_IN_QUERY);
  }

  @Test
  void aCodeHasEachOfItsRests() {
    assertThat(Words.inCode("nor.07-6"))
        .containsExactlyInAnyOrder("nor076", "^or076", "^r076", "076", "^76");
    assertThat(Words.inCode("a")).isEmpty();
    assertThat(Words.insideCodes("07-6")).containsExactly("^076", "076");
    assertThat(Words.insideCodes("076")).containsExactly("^076", "076");
  }

  @Test
  void aCodeIsOneWord() {
    assertThat(Words.code(" AB  12 ")).isEqualTo("ab 12");
    assertThat(Words.code("KP-001")).isEqualTo("kp-001");
  }
}
