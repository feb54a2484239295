package id.laris.common.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

  @ParameterizedTest
  @CsvSource({
    "crème, creme",
    "brûlée, brulee",
    "smørrebrød, smorrebrod",
    "żółty, zolty",
    "straße, strasse",
    "đường, duong",
    "ćevapčići, cevapcici",
    "i̇skender, iskender",
    "ığdır, igdir",
    "æbleskiver, aebleskiver",
    "œuf, oeuf",
    "þorskur, thorskur",
    "pão, pao",
    "jalapeño, jalapeno",
    "ţuică, tuica",
    "țuică, tuica",
    "hőgyész, hogyesz",
    "phở, pho",
    "ａｂｃ１２, abc12",
    "ﬁne, fine",
    "ǆep, dzep",
    "l’eau, l'eau",
    "coca‑cola, coca-cola",
    "ελληνικός, ελληνικος",
    "ёлка, елка",
    "kopi, kopi"
  })
  void accentsAreLeftOff(String word, String folded) {
    assertThat(Folding.of(word)).isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource({"हिन्दी", "กาแฟ", "عَرَبِيّ", "咖啡", "がくせい", "한국어"})
  void marksOfOtherScriptsStay(String word) {
    assertThat(Folding.of(word)).isEqualTo(word);
  }
}
