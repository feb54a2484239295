package id.laris.common.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {
  @ParameterizedTest
  @CsvSource({"USD,2,1", "IDR,2,100", "JPY,0,1", "KWD,3,1"})
  void knowsTheMinorUnitAndTheAccountingIncrement(String code, int exponent, long increment) {
    assertThat(Currencies.isKnown(code)).isTrue();
    assertThat(Currencies.exponent(code)).isEqualTo(exponent);
    assertThat(Currencies.accountingIncrement(code)).isEqualTo(increment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "usd", "US", "ZZZ", "XXX", "XAU"})
  void refusesWhatIsNoCurrencyWithAMinorUnit(String code) {
    assertThat(Currencies.isKnown(code)).isFalse();
    assertThatThrownBy(() -> Currencies.exponent(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(code);
  }

  @Test
  void givesNoIncrementForAnUnknownCurrency() {
    assertThatThrownBy(() -> Currencies.accountingIncrement("ZZZ"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
