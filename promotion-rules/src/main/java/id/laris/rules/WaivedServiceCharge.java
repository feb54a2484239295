package id.laris.rules;

import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import id.laris.pos.v1.PromotionCart;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Service charges that are not taken. Each counts with the amount that it would be on what is left
 * of the lines that bear it. Charges that prices contain are not waived: the customer would pay the
 * same without them.
 */
final class WaivedServiceCharge implements Benefit {
  private final List<PromotionCart.Charge> all;
  private final int[] charges;
  private final int[][] bearing;
  private final int[] lines;

  /** The part of each of the lines that these charges leave; empty if they have no such part. */
  private final long[] rests;

  private final long increment;

  /** Makes a waiver of the charges with these ids, of all if there are none. */
  WaivedServiceCharge(
      Set<String> ids, List<PromotionCart.Charge> all, CartLines cart, long increment) {
    this.all = all;
    this.increment = increment;
    int[][] bearingLines =
        all.stream().map(charge -> cart.bearing(charge.getId())).toArray(int[][]::new);
    this.charges =
        IntStream.range(0, all.size())
            .filter(charge -> ids.isEmpty() || ids.contains(all.get(charge).getId()))
            .filter(charge -> !all.get(charge).getInclusive() && bearingLines[charge].length > 0)
            .toArray();
    this.bearing = bearingLines;
    this.lines =
        IntStream.of(charges)
            .mapToObj(charge -> bearing[charge])
            .reduce(new int[0], CartLines::union);
    this.rests = rests();
  }

  @Override
  public int[] lines() {
    return lines;
  }

  @Override
  public long amount(Tally tally, byte upTo, Take take) {
    long sum = 0;
    for (int charge : charges) {
      if (!tally.isWaived(charge)) {
        sum = Amounts.add(sum, amount(charge, tally));
      }
    }
    return sum;
  }

  /** A charge by a rate counts as much as a discount by this rate would. */
  @Override
  public boolean lower(LeastPaid paid, Tally tally, byte upTo, int shift) {
    for (int i = 0; i < rests.length; i++) {
      paid.keep(lines[i], rests[i]);
    }
    return rests.length > 0;
  }

  @Override
  public String whyNothing() {
    return "There is no service charge on top of the prices that it waives.";
  }

  /** Returns the number of charges that it waives if none is waived yet. */
  int charges() {
    return charges.length;
  }

  void waive(Tally tally) {
    for (int charge : charges) {
      tally.waive(charge);
    }
  }

  /** The ids of the charges that it waives in addition to those that are waived already. */
  List<String> waivedIds(Tally tally) {
    return IntStream.of(charges)
        .filter(charge -> !tally.isWaived(charge))
        .mapToObj(charge -> all.get(charge).getId())
        .toList();
  }

  /** Charges that are amounts, or that together take more than a whole, leave no part of a line. */
  private long[] rests() {
    long[] rates = new long[lines.length];
    for (int charge : charges) {
      for (int line : bearing[charge]) {
        rates[Arrays.binarySearch(lines, line)] += all.get(charge).getRatePpm();
      }
    }
    boolean leaveParts =
        IntStream.of(charges).allMatch(charge -> all.get(charge).hasRatePpm())
            && LongStream.of(rates).allMatch(rate -> rate <= Rounding.PPM);
    return leaveParts ? LongStream.of(rates).map(Weights::leftBy).toArray() : new long[0];
  }

  private long amount(int charge, Tally tally) {
    if (!all.get(charge).hasRatePpm()) {
      return all.get(charge).getAmount();
    }
    long base = 0;
    for (int line : bearing[charge]) {
      base += tally.left(line);
    }
    return Rounding.share(base, all.get(charge).getRatePpm(), increment);
  }
}
