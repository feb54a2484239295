package id.laris.common.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class AllocationPropertyTest {
  static final long LARGE = 1_000_000_000_000_000L;

  @Property(tries = 1000)
  void sumsToTheAmountWithEachPartWithinOneIncrementOfItsExactShare(
      @ForAll @LongRange(min = -LARGE / 100, max = LARGE / 100) long steps,
      @ForAll @Size(min = 1, max = 8) List<@LongRange(max = LARGE) Long> weighted,
      @ForAll @LongRange(min = 1, max = 100) long increment) {
    long amount = steps * increment;
    long[] weights = toArray(weighted);

    long[] parts = Allocation.allocate(amount, weights, increment);

    assertThat(Arrays.stream(parts).sum()).isEqualTo(amount);
    long whole = Arrays.stream(weights).sum();
    for (int i = 0; i < parts.length; i++) {
      assertThat(parts[i] % increment).isZero();
      BigInteger weight = BigInteger.valueOf(whole == 0 ? 1 : weights[i]);
      BigInteger divisor = BigInteger.valueOf(whole == 0 ? parts.length : whole);
      BigInteger error =
          BigInteger.valueOf(parts[i])
              .multiply(divisor)
              .subtract(BigInteger.valueOf(amount).multiply(weight));
      assertThat(error.abs()).isLessThan(BigInteger.valueOf(increment).multiply(divisor));
      assertThat(whole != 0 && weights[i] == 0 && parts[i] != 0).isFalse();
    }
  }

  @Property(tries = 1000)
  void sumsToAnyAmountAndMirrorsIt(
      @ForAll @LongRange(min = -LARGE, max = LARGE) long amount,
      @ForAll @Size(min = 1, max = 8) List<@LongRange(max = 20) Long> weighted,
      @ForAll @LongRange(min = 1, max = 100) long increment) {
    long[] weights = toArray(weighted);
    long[] parts = Allocation.allocate(amount, weights, increment);

    assertThat(Arrays.stream(parts).sum()).isEqualTo(amount);
    assertThat(Allocation.allocate(-amount, weights, increment))
        .containsExactly(Arrays.stream(parts).map(part -> -part).toArray());
  }

  /** Small weights make many ties, large ones do not fit the fast way. */
  @Property(tries = 3000)
  void isTheSameWithNumbersThatFitALongAndWithLargeOnes(
      @ForAll @LongRange(min = -LARGE, max = LARGE) long large,
      @ForAll @LongRange(min = 0, max = 500) long small,
      @ForAll @Size(min = 1, max = 8) List<@LongRange(max = 6) Long> weighted,
      @ForAll @LongRange(min = 1, max = 2 * LARGE) long scale,
      @ForAll @LongRange(min = 1, max = 100) long increment) {
    for (long amount : new long[] {small, large}) {
      for (long factor : new long[] {1, scale}) {
        long[] weights = weighted.stream().mapToLong(weight -> weight * factor).toArray();

        assertThat(Allocation.allocate(amount, weights, increment))
            .containsExactly(
                Allocation.allocate(
                    amount,
                    Arrays.stream(weights).mapToObj(BigInteger::valueOf).toList(),
                    increment));
      }
    }
  }

  private static long[] toArray(List<Long> weights) {
    return weights.stream().mapToLong(Long::longValue).toArray();
  }
}
