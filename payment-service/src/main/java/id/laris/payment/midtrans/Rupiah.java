package id.laris.payment.midtrans;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The gateway counts whole rupiah, and writes them with decimals; we count hundredths. */
final class Rupiah {

  private static final long MINOR_UNITS = 100;

  /** Nothing with an exponent, which could be longer than memory. */
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,10})?");

  private Rupiah() {}

  static boolean isWhole(long minor) {
    return minor % MINOR_UNITS == 0;
  }

  static long ofMinor(long minor) {
    return minor / MINOR_UNITS;
  }

  /** Of {@code 15000.00}, in minor units; nothing where it is no amount, or has parts of one. */
  static OptionalLong parseToMinor(String text) {
    if (!AMOUNT.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    BigDecimal minor = new BigDecimal(text).movePointRight(2).stripTrailingZeros();
    return minor.scale() > 0 ? OptionalLong.empty() : OptionalLong.of(minor.longValueExact());
  }
}
