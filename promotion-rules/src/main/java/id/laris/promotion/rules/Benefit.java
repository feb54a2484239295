package id.laris.promotion.rules;

/** The benefit of a promotion for the lines of one cart. */
sealed interface Benefit
    permits PercentOff,
        AmountOff,
        FixedUnitPrice,
        BuyGet,
        BuyGetOther,
        Bundle,
        FreeItem,
        WaivedServiceCharge {

  /** The lines that it looks at, in rising order. */
  int[] lines();

  /**
   * The amount that it takes off what is left of the lines that are open up to a mark, and into
   * {@code take} which lines it comes from.
   */
  long amount(Tally tally, byte upTo, Take take);

  /**
   * The most that it takes off, whatever other promotions have taken before. It is the amount for
   * the untouched cart, except where the loss of a line can make others be chosen that cost more.
   */
  default long ceiling(Tally untouched, Take take) {
    return amount(untouched, Tally.CLOSED, take);
  }

  /**
   * Lowers, line by line, amounts that are left at least to those that are left at least after this
   * benefit, and returns true; returns false, and changes nothing, for a benefit of which no more
   * is known than its ceiling. {@link Bound} says more.
   */
  default boolean lower(long[] least, int shift, Tally tally, byte upTo) {
    return false;
  }

  /** A sentence that says why it takes nothing off although there are goods for it. */
  String whyNothing();
}
