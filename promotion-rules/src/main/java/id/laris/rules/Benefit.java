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

  /** Returns whether it lowers each line for itself, so that its own rule tells all about it. */
  default boolean isProportional() {
    return false;
  }

  /**
   * Lowers what is paid for the lines by a rule of its own, and returns true; returns false if it
   * has none, or none for these lines. {@link Bound} says more.
   *
   * @param paid what is paid after the promotions that come later
   * @param shift the number of bits after the minor unit
   */
  default boolean lower(LeastPaid paid, Tally tally, byte upTo, int shift) {
    return false;
  }

  /** The part of a line that it takes at most, whatever others take before. */
  default long rate() {
    return Weights.ONE;
  }

  /** The number of pieces of which it takes the price at most. */
  default long pieces() {
    return Long.MAX_VALUE;
  }

  /** A sentence that says why it takes nothing off although there are goods for it. */
  String whyNothing();
}
