package id.laris.common.money;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Currency;
import java.util.Map;

/**
 * The facts about amounts that the ISO 4217 code of a currency implies.
 *
 * <p>Withdrawn codes the JDK still lists are known; codes without a minor unit (gold, {@code XXX})
 * are not, since no amount can be counted in them.
 */
public final class Currencies {
  private static final String RUPIAH = "IDR";

  private static final Map<String, Integer> EXPONENTS =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .collect(toUnmodifiableMap(Currency::getCurrencyCode, Currencies::isoExponent));

  private Currencies() {}

  /**
   * Returns whether amounts can be counted in the currency of this code (three capital letters).
   */
  public static boolean isKnown(String code) {
    return EXPONENTS.containsKey(code);
  }

  /**
   * Decimals of the minor unit: 2 for USD and IDR, 0 for JPY, 3 for KWD.
   *
   * @throws IllegalArgumentException if the code is not known
   */
  public static int exponent(String code) {
    Integer exponent = EXPONENTS.get(code);
    if (exponent == null) {
      throw new IllegalArgumentException("not an ISO 4217 currency with a minor unit: " + code);
    }
    return exponent;
  }

  /**
   * The step, in minor units, that every computed amount is rounded to unless the tenant sets
   * another: 1, but 100 for IDR, because banks and payment gateways accept whole rupiah only.
   *
   * @throws IllegalArgumentException if the code is not known
   */
  public static long accountingIncrement(String code) {
    exponent(code);
    return code.equals(RUPIAH) ? 100 : 1;
  }

  /** Rupiah is stated because CLDR drops its decimals and a JDK may be configured to follow it. */
  private static int isoExponent(Currency currency) {
    return currency.getCurrencyCode().equals(RUPIAH) ? 2 : currency.getDefaultFractionDigits();
  }
}
