package id.laris.common.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SKU 123\u00A0", // no-break space
        "\uFEFFSKU 123", // byte order mark
        "SKU\u2007123", // space of a digit's width
        "SKU\u202F123", // narrow no-break space
        "\u2003SKU\u3164123\u3000\u2028", // Hangul filler, wide space, line separator
        "S\u200BKU 1\u200D2\u200C3", // zero-width space, joiners
        "SK\u00ADU 12\u20603", // soft hyphen, word joiner
        "\u202ESKU 123\u202C", // right to left
        "\u2066SKU 123\u2069\u200E\u061C", // isolates and marks of direction
        "S\u034FKU 123\uFE0F", // grapheme joiner, selector of emoji
        "SKU 12\u180E3\uDB40\uDC41\u2800", // Mongolian separator, tag, empty Braille
        "SKU\t123\r\n"
      })
  void theseLookTheSame(String text) {
    assertThat(VisibleText.of(text, false)).isEqualTo("SKU 123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00A0",
        "\u3164",
        "\u2800\u115F",
        "\u200B\uFEFF",
        "\u200D",
        "\uFE0F",
        "\u202E \u202C",
        "\u2028\n"
      })
  void thisIsNothing(String text) {
    assertThat(VisibleText.of(text, true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "مح\u200Dمد, محمد", // they join anyway
    "م\u064E\u200Dح\u064E, م\u064Eح\u064E", // with marks, too
    "م\u200D\u200D\u200Bح, مح",
    "دا\u200Cد, داد", // alef joins no letter behind it
    "دا\u200Dء, داء", // nor is there one that could join
    "ܒ\u200Dܒ, ܒܒ", // Syriac
    "م\u200D\u0640\u200Dح, م\u0640ح", // tatweel joins on both sides
    "\u1820\u200D\u180A, \u1820\u180A", // and so does the nirugu of Mongolian
    "ﻡ\u200Dﺡ, ﻡﺡ" // the forms of an old encoding
  })
  void aJoinerThatChangesNothingIsLeftOut(String text, String same) {
    assertThat(VisibleText.of(text, false)).isEqualTo(same);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "می‌خواهم", // Persian
        "می\u064E\u200Cخ", // with a mark
        "ه\u200D.", // the letter's first form alone
        "\u200Dه", // and its last
        "م\u200C\u0640", // tatweel that is parted from the letter before it
        "\u180A\u200C\u1820", // and the nirugu from the letter behind it
        "ا\u200Dب", // beh as if it joined alef
        "क्\u200Dष", // Hindi: half a letter
        "क्\u200Cष", // and a whole one
        "ක්\u200Dෂ", // Sinhala
        "র\u200D্য", // Bengali
        "ന്\u200D", // Malayalam: a consonant at the end
        "👩\u200D❤\uFE0F\u200D👨", // a couple
        "🏴\u200D☠\uFE0F", // a flag of pirates
        "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F", // Scotland
        "1\uFE0F\u20E3", // a keycap
        "©\uFE0F",
        "葛\uDB40\uDD00", // a form of an ideograph
        "山田\u3000太郎",
        "Crème brûlée",
        "\u2801\u2800\u2802", // Braille
        "Coca‑Cola №1 ½ ﷼ ؀"
      })
  void thisStaysAsItIs(String text) {
    assertThat(VisibleText.of(text, false)).isEqualTo(text);
  }

  @Test
  void onlyTextsOfSeveralLinesHaveLineBreaks() {
    assertThat(VisibleText.of("a\r\nb\rc\u2028d\n\ne\tf", true)).isEqualTo("a\nb\nc\nd\n\ne\tf");
    assertThat(VisibleText.of("Kopi\nTOTAL\t0\r\n", false)).isEqualTo("Kopi TOTAL 0");
  }

  @Test
  void composedAndDecomposedLettersAreTheSame() {
    assertThat(VisibleText.of("Cafe\u0301", false)).isEqualTo("Café");
    assertThat(VisibleText.of("Cafe\u200B\u0301", false)).isEqualTo("Café");
  }

  @Property
  void aCleanTextIsClean(@ForAll("hardTexts") String text) {
    String clean = VisibleText.of(text, true);

    assertThat(VisibleText.of(clean, true)).isEqualTo(clean);
  }

  @Property
  void aPlainTextIsClean(@ForAll("hardTexts") String text) {
    if (VisibleText.isPlain(text)) {
      assertThat(VisibleText.of(text, false)).isEqualTo(text);
    }
  }

  @Provide
  Arbitrary<String> hardTexts() {
    return Arbitraries.of(
            " ",
            "a",
            "1",
            "\n",
            "\r",
            "\t",
            "\u00A0",
            "\u3000",
            "\u3164",
            "\u2800",
            "\u2801",
            "\u200B",
            "\u200C",
            "\u200D",
            "\uFEFF",
            "\u202E",
            "\uFE0F",
            "\u20E3",
            "\u0301",
            "e",
            "م",
            "ا",
            "\u064E",
            "क",
            "\u094D",
            "葛",
            "\uDB40\uDD00",
            "👩",
            "❤",
            "🏴",
            "\uDB40\uDC67",
            "\u1820",
            "\u0640",
            "\u180B",
            "\u180E",
            "\u1100",
            "\u1161",
            "\u115F",
            "\u2126")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }
}
