package id.laris.common.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {
  private static final long LARGE = 1_000_000_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "49,100,0",
    "50,100,100",
    "149,100,100",
    "150,100,200",
    "-49,100,0",
    "-50,100,-100",
    "-150,100,-200",
    "7,1,7",
    "-7,1,-7",
    "454545,100,454500",
    "0,100,0"
  })
  void roundsHalvesAwayFromZero(long amount, long increment, long rounded) {
    assertThat(Rounding.toIncrement(amount, increment)).isEqualTo(rounded);
  }

  @ParameterizedTest
  @CsvSource({"10000,110000,1,1100", "1000,88750,1,89", "-1000,88750,1,-89", "15,100000,1,2"})
  void takesTheShareOfARate(long amount, long ratePpm, long increment, long share) {
    assertThat(Rounding.share(amount, ratePpm, increment)).isEqualTo(share);
  }

  @Test
  void staysExactWhereTheProductDoesNotFitALong() {
    assertThat(Rounding.share(LARGE, 999_999, 1)).isEqualTo(999_999_000_000_000L);
    assertThat(Rounding.multiplyDivide(LARGE, LARGE, LARGE, 100)).isEqualTo(LARGE);
    assertThat(Rounding.multiplyDivide(Long.MIN_VALUE, 1, 1, 1)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void refusesAResultThatDoesNotFitALong() {
    assertThatThrownBy(() -> Rounding.share(Long.MAX_VALUE, 2_000_000, 1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Rounding.toIncrement(Long.MAX_VALUE, 1000))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Rounding.divide(BigInteger.TEN.pow(19), BigInteger.ONE, 1))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesADivisorOrAnIncrementThatIsNotPositive() {
    assertThatThrownBy(() -> Rounding.multiplyDivide(1, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rounding.toIncrement(1, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rounding.divide(BigInteger.ONE, BigInteger.ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
