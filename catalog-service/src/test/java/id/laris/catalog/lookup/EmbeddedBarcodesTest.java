package id.laris.catalog.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedBarcodesTest {

  /** With the check digit 4. */
  private static final String VALID = "2112345003504";

  @Test
  void carriesNothingUnlessItIsConfigured() {
    assertThat(new EmbeddedBarcodes("", "IDR").read(VALID)).isEmpty();
    assertThat(new EmbeddedBarcodes("20:price", "IDR").read(VALID)).isEmpty();
  }

  @Test
  void readsOnlyThirteenDigitsWithARightCheckDigit() {
    EmbeddedBarcodes weights = new EmbeddedBarcodes("21:weight", "IDR");

    assertThat(weights.read(VALID))
        .hasValueSatisfying(
            reading -> {
              assertThat(reading.itemCode()).isEqualTo("2112345");
              assertThat(reading.quantity()).isEqualTo(350);
              assertThat(reading.price()).isEmpty();
            });
    for (String other : new String[] {"2112345003507", "211234500350", "211234500350X", ""}) {
      assertThat(weights.read(other)).as(other).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "19:price",
        "30:weight",
        "20",
        "20:volume",
        "20:price:0",
        "20:weight:5",
        "20:price,",
        "20:price,20:weight"
      })
  void refusesToStartWithRulesThatAreNone(String rules) {
    assertThatThrownBy(() -> new EmbeddedBarcodes(rules, "IDR"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("POS_EMBEDDED_BARCODES")
        .hasMessageContaining("20:price")
        .hasMessageNotContaining("\n");
  }
}
