package id.laris.catalog.unit;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.Variant.Unit;
import org.junit.jupiter.api.Test;

class UnitsTest {

  @Test
  void oneWholeUnitIsAsManyStepsAsItsDecimalsSay() {
    assertThat(Units.oneWhole(Unit.PIECE)).isEqualTo(1);
    assertThat(Units.oneWhole(Unit.KILOGRAM)).isEqualTo(1_000);
    assertThat(Units.oneWhole(Unit.GRAM)).isEqualTo(1);
    assertThat(Units.oneWhole(Unit.LITER)).isEqualTo(1_000);
    assertThat(Units.oneWhole(Unit.MILLILITER)).isEqualTo(1);
    assertThat(Units.oneWhole(Unit.METER)).isEqualTo(1_000);
    assertThat(Units.oneWhole(Unit.HOUR)).isEqualTo(100);
    assertThat(Units.named("HOUR")).isEqualTo(Unit.HOUR);
  }
}
