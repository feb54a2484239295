package id.laris.common.money;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides an amount into parts that sum to it exactly: the largest remainder method.
 *
 * <p>299 over weights 4300, 1400 and 2300 is 161, 52 and 86. Amounts are minor units; weights are
 * not negative and of any unit.
 */
public final class Allocation {
  private Allocation() {}

  /**
   * The parts of the amount in proportion to the weights, in steps of the increment.
   *
   * <p>Steps left over go to the largest remainders, ties to the lower index. All weights zero
   * means equal parts. A negative amount gives the negated parts of its opposite. The remainder of
   * the amount after division by the increment goes to the first part in the ranking that has a
   * weight.
   *
   * @throws IllegalArgumentException if a weight is negative, the increment is not positive, or an
   *     amount other than zero has no part to go to
   */
  public static long[] allocate(long amount, long[] weights, long increment) {
    if (fits(amount, weights, increment)) {
      return allocateFitting(amount, weights, increment);
    }
    return allocate(
        amount, Arrays.stream(weights).mapToObj(BigInteger::valueOf).toList(), increment);
  }

  /**
   * Returns whether the common case is given: an amount and weights, none of them negative and some
   * positive, so small that every product of a weight with the steps fits a {@code long}, as does
   * the sum of the weights.
   */
  private static boolean fits(long amount, long[] weights, long increment) {
    long whole = 0;
    long largest = 0;
    for (long weight : weights) {
      if (weight < 0 || whole + weight < whole) {
        return false;
      }
      whole += weight;
      largest = Math.max(largest, weight);
    }
    return amount >= 0 && increment > 0 && whole > 0 && Amounts.fits(amount / increment, largest);
  }

  /** The same parts with no object but two arrays: promotions are allocated thousands of times. */
  private static long[] allocateFitting(long amount, long[] weights, long increment) {
    long whole = 0;
    for (long weight : weights) {
      whole += weight;
    }
    long steps = amount / increment;
    long stepsLeft = steps;
    long[] parts = new long[weights.length];
    long[] remainders = new long[weights.length];
    for (int i = 0; i < parts.length; i++) {
      long product = steps * weights[i];
      long stepsOfPart = product / whole;
      parts[i] = stepsOfPart * increment;
      remainders[i] = product - stepsOfPart * whole;
      stepsLeft -= stepsOfPart;
    }
    parts[firstOfRanking(remainders, weights)] += amount % increment;
    giveToLargest(remainders, (int) stepsLeft, parts, increment);
    return parts;
  }

  /** The part with the largest remainder, or the first with a weight if there is no remainder. */
  private static int firstOfRanking(long[] remainders, long[] weights) {
    int first = 0;
    for (int i = 1; i < remainders.length; i++) {
      if (remainders[i] > remainders[first]
          || (remainders[i] == remainders[first] && weights[first] == 0)) {
        first = i;
      }
    }
    return first;
  }

  /** A step more for the largest remainders, fewer of them than there are remainders. */
  private static void giveToLargest(
      long[] remainders, int stepsLeft, long[] parts, long increment) {
    if (stepsLeft == 0) {
      return;
    }
    long[] rising = remainders.clone();
    Arrays.sort(rising);
    long smallest = rising[rising.length - stepsLeft];
    int ofSmallest = stepsLeft;
    for (long remainder : remainders) {
      ofSmallest -= remainder > smallest ? 1 : 0;
    }
    for (int i = 0; i < parts.length; i++) {
      if (remainders[i] > smallest || (remainders[i] == smallest && ofSmallest-- > 0)) {
        parts[i] += increment;
      }
    }
  }

  /** The same with weights that may not fit a {@code long}, such as products of amounts. */
  public static long[] allocate(long amount, List<BigInteger> weights, long increment) {
    requireAllocatable(amount, weights, increment);
    long[] parts = new long[weights.size()];
    if (amount == 0) {
      return parts;
    }
    List<BigInteger> shares = anyPositive(weights) ? weights : equalShares(weights.size());
    BigInteger whole = shares.stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger steps = BigInteger.valueOf(amount / increment).abs();
    BigInteger[] remainders = new BigInteger[parts.length];
    long stepsLeft = Amounts.of(steps);
    for (int i = 0; i < parts.length; i++) {
      BigInteger[] quota = steps.multiply(shares.get(i)).divideAndRemainder(whole);
      long stepsOfPart = quota[0].longValueExact();
      parts[i] = stepsOfPart * increment;
      stepsLeft -= stepsOfPart;
      remainders[i] = quota[1];
    }
    int[] ranking = ranking(remainders, shares);
    for (int rank = 0; rank < stepsLeft; rank++) {
      parts[ranking[rank]] += increment;
    }
    return signed(parts, ranking[0], amount, increment);
  }

  /**
   * Indexes by remainder, largest first. A part without a weight has no remainder and comes last,
   * so that it never gets anything while another has a weight. Sorting is stable: ties keep the
   * index.
   */
  private static int[] ranking(BigInteger[] remainders, List<BigInteger> shares) {
    Comparator<Integer> byRemainder =
        Comparator.comparing(index -> remainders[index], Collections.reverseOrder());
    Comparator<Integer> byHavingWeight =
        Comparator.comparing(index -> shares.get(index).signum() == 0);
    return IntStream.range(0, remainders.length)
        .boxed()
        .sorted(byRemainder.thenComparing(byHavingWeight))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static long[] signed(long[] parts, int first, long amount, long increment) {
    long residue = amount % increment;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = amount < 0 ? -parts[i] : parts[i];
    }
    parts[first] += residue;
    return parts;
  }

  private static boolean anyPositive(List<BigInteger> weights) {
    return weights.stream().anyMatch(weight -> weight.signum() > 0);
  }

  private static List<BigInteger> equalShares(int count) {
    return Collections.nCopies(count, BigInteger.ONE);
  }

  private static void requireAllocatable(long amount, List<BigInteger> weights, long increment) {
    if (increment <= 0) {
      throw new IllegalArgumentException("increment must be positive: " + increment);
    }
    if (weights.stream().anyMatch(weight -> weight.signum() < 0)) {
      throw new IllegalArgumentException("weights must not be negative: " + weights);
    }
    if (weights.isEmpty() && amount != 0) {
      throw new IllegalArgumentException("nothing to allocate " + amount + " to");
    }
  }
}
