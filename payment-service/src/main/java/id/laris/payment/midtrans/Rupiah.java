package id.laris.payment.midtrans;

import id.laris.common.money.Amounts;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Converts between minor units and the gateway's whole rupiah, which it writes with decimals. */
final class Rupiah {

  private static final long MINOR_UNITS = 100;

  /** Allows no exponent, with which a number could exceed the memory. */
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,10})?");

  private Rupiah() {}

  static boolean isWhole(long minor) {
    return minor % MINOR_UNITS == 0;
  }

  static long ofMinor(long minor) {
    return minor / MINOR_UNITS;
  }

  /**
   * Parses {@code 15000.00} into minor units; empty where it is not an amount of whole minor units.
   */
  static OptionalLong parseToMinor(String text) {
    if (!AMOUNT.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    BigDecimal minor = new BigDecimal(text).movePointRight(2).stripTrailingZeros();
    return minor.scale() > 0 ? OptionalLong.empty() : OptionalLong.of(Amounts.of(minor));
  }
}
