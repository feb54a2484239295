package id.laris.common.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.errors.PosException;
import org.junit.jupiter.api.Test;

class DefaultCurrencyTest {

  @Test
  void stepsInWhereNoCurrencyIsNamed() {
    DefaultCurrency currency = new DefaultCurrency("IDR");

    assertThat(currency.orNamed("currency", "")).isEqualTo("IDR");
    assertThat(currency.orNamed("currency", "USD")).isEqualTo("USD");
    assertThatThrownBy(() -> currency.orNamed("currency", "RP")).isInstanceOf(PosException.class);
  }

  @Test
  void aProcessWithAnUnknownOneDoesNotStart() {
    assertThatThrownBy(() -> new DefaultCurrency("rupiah"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("POS_DEFAULT_CURRENCY");
  }
}
