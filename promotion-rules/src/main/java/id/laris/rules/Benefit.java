package id.laris.rules;

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
   * The most that it takes off this cart, whatever other promotions take before. It is the amount
   * for the cart as it is, except where the loss of a line can make others be chosen that cost
   * more.
   */
  default long ceiling(Tally tally, byte upTo, Take take) {
    return amount(tally, upTo, take);
  }

  /**
   * Lowers the weights of the lines by the part of them that it takes at most, and returns true;
   * returns false for a benefit of which no more is known than its ceiling. {@link Bound} says
   * more.
   *
   * @param weights those after the promotions that come later
   * @param lowered those to be lowered; may be the same
   */
  default boolean lower(long[] weights, long[] lowered, Tally tally, byte upTo) {
    return false;
  }

  /** A sentence that says why it takes nothing off although there are goods for it. */
  String whyNothing();
}
