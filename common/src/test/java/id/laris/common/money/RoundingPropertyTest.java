package id.laris.common.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.LongSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Checks the integer arithmetic against {@link BigDecimal}. */
class RoundingPropertyTest {
  static final long LARGE = 1_000_000_000_000_000L;

  @Property(tries = 2000)
  void agreesWithBigDecimalOrRefuses(
      @ForAll long amount,
      @ForAll long multiplier,
      @ForAll @LongRange(min = 1) long divisor,
      @ForAll @LongRange(min = 1, max = 100_000) long increment) {
    BigInteger exact = oracle(amount, multiplier, divisor, increment);
    Optional<BigInteger> expected = Optional.of(exact).filter(value -> value.bitLength() < 64);

    assertThat(orRefused(() -> Rounding.multiplyDivide(amount, multiplier, divisor, increment)))
        .isEqualTo(expected);
    BigInteger dividend = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(multiplier));
    assertThat(orRefused(() -> Rounding.divide(dividend, BigInteger.valueOf(divisor), increment)))
        .isEqualTo(expected);
  }

  @Property(tries = 1000)
  void sharesOfLargeAmountsAgreeWithBigDecimal(
      @ForAll @LongRange(min = -LARGE, max = LARGE) long amount,
      @ForAll @LongRange(max = 2_000_000) long ratePpm) {
    assertThat(BigInteger.valueOf(Rounding.share(amount, ratePpm, 100)))
        .isEqualTo(oracle(amount, ratePpm, Rounding.PPM, 100));
  }

  private static BigInteger oracle(long amount, long multiplier, long divisor, long increment) {
    BigDecimal dividend = BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(multiplier));
    BigDecimal step = BigDecimal.valueOf(divisor).multiply(BigDecimal.valueOf(increment));
    return dividend
        .divide(step, 0, RoundingMode.HALF_UP)
        .multiply(BigDecimal.valueOf(increment))
        .toBigIntegerExact();
  }

  private static Optional<BigInteger> orRefused(LongSupplier computation) {
    try {
      return Optional.of(BigInteger.valueOf(computation.getAsLong()));
    } catch (ArithmeticException refused) {
      return Optional.empty();
    }
  }
}
