package id.laris.sales.pricing;

/** The rate of a discount, a service charge or a tax: a proportion or an amount, never negative. */
public sealed interface Rate {
  /** A proportion in parts per million: 11% is 110,000. */
  static Rate ppm(long ppm) {
    return new Proportion(ppm);
  }

  /** An amount in minor units; for a tax, of each whole unit sold. */
  static Rate amount(long amount) {
    return new Amount(amount);
  }

  /** A proportion in parts per million. */
  record Proportion(long ppm) implements Rate {
    public Proportion {
      requireNotNegative(ppm);
    }
  }

  /** An amount in minor units. */
  record Amount(long amount) implements Rate {
    public Amount {
      requireNotNegative(amount);
    }
  }

  private static void requireNotNegative(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a rate must not be negative: " + value);
    }
  }
}
