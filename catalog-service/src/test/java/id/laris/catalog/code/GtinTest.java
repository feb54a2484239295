package id.laris.catalog.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GtinTest {

  @Test
  void theFormsOfAGtinHaveOneKey() {
    assertThat(Gtin.key("5400000002649")).isEqualTo("05400000002649");
    assertThat(Gtin.key("05400000002649")).isEqualTo("05400000002649");
    assertThat(Gtin.key("036000291452")).isEqualTo("00036000291452");
    assertThat(Gtin.key("0036000291452")).isEqualTo("00036000291452");
    assertThat(Gtin.key("96385074")).isEqualTo("00000096385074");
    assertThat(Gtin.key("000096385074")).isEqualTo("00000096385074");
    assertThat(Gtin.forms("000096385074"))
        .containsExactly("00000096385074", "0000096385074", "000096385074", "96385074");
    assertThat(Gtin.forms("5400000002649")).containsExactly("05400000002649", "5400000002649");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5400000002648", // another check digit
        "54000000026", // 11 digits
        "963850740", // 9 digits
        "005400000002649", // 15 digits
        "5400000O02649", // a letter
        "٥٤٠٠٠٠٠٠٠٢٦٤٩", // other digits
        "04252614", // a UPC-E with its check digit, which is none of an EAN-8
        "111",
        ""
      })
  void anyOtherCodeIsItsOwnKey(String code) {
    assertThat(Gtin.key(code)).isEqualTo(code);
    assertThat(Gtin.forms(code)).containsExactly(code);
  }
}
