package id.laris.common.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

class AmountsTest {

  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    3_037_000_500L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE - 1,
    Long.MIN_VALUE + 1
  };

  private final Random random = new Random(1);

  private interface Exact {
    BigInteger of(BigInteger one, BigInteger other);
  }

  @Test
  void isExactOrRefuses() {
    check(Amounts::add, BigInteger::add);
    check(Amounts::subtract, BigInteger::subtract);
    check(Amounts::multiply, BigInteger::multiply);
  }

  private void check(LongBinaryOperator operation, Exact exact) {
    for (long one : EDGES) {
      for (long other : EDGES) {
        check(operation, exact, one, other);
      }
    }
    for (int i = 0; i < 10_000; i++) {
      check(
          operation,
          exact,
          random.nextLong() >> random.nextInt(64),
          random.nextLong() >> random.nextInt(64));
    }
  }

  private static void check(LongBinaryOperator operation, Exact exact, long one, long other) {
    BigInteger expected = exact.of(BigInteger.valueOf(one), BigInteger.valueOf(other));
    if (expected.bitLength() < Long.SIZE) {
      assertThat(operation.applyAsLong(one, other)).isEqualTo(expected.longValue());
      assertThat(Amounts.of(expected)).isEqualTo(expected.longValue());
    } else {
      assertThatThrownBy(() -> operation.applyAsLong(one, other))
          .isInstanceOf(AmountOverflow.class);
      assertThatThrownBy(() -> Amounts.of(expected)).isInstanceOf(AmountOverflow.class);
    }
  }
}
