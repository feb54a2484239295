package id.laris.promotion.coupon;

import java.util.Locale;

/**
 * The code of a coupon in the one form in which it is compared: capitals, spaces and hyphens do not
 * matter when it is entered.
 */
public final class CouponCode {

  private CouponCode() {}

  /** The key of a code; empty where the code has nothing that matters. */
  public static String key(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }
}
