package id.laris.catalog.code;

import java.util.List;
import java.util.Optional;

/**
 * The numbers of GS1 on goods: GTIN-8, 12, 13 and 14 (EAN-8, UPC-A, EAN-13, ITF-14). They are one
 * number, of which the shorter forms leave off zeros at the beginning; scanners and price lists
 * write it in any of them. A code of another length, or with a wrong check digit, is no GTIN, and
 * equal only to itself. Eight digits are read as an EAN-8, never as a shortened UPC-E.
 */
public final class Gtin {

  private static final int LONGEST = 14;
  private static final List<Integer> LENGTHS = List.of(LONGEST, 13, 12, 8);

  private Gtin() {}

  /** The form in which codes are compared: 14 digits for a GTIN, and any other code as it is. */
  public static String key(String code) {
    return isGtin(code) ? "0".repeat(LONGEST - code.length()) + code : code;
  }

  /** All forms of a GTIN, the key first; any other code has one. */
  public static List<String> forms(String code) {
    if (!isGtin(code)) {
      return List.of(code);
    }
    String key = key(code);
    return LENGTHS.stream()
        .map(length -> LONGEST - length)
        .filter(zeros -> key.startsWith("0".repeat(zeros)))
        .map(key::substring)
        .toList();
  }

  /** The GTIN in 13 digits, as labels have it, where the code is a GTIN that has this form. */
  public static Optional<String> ean13(String code) {
    return forms(code).stream().filter(form -> form.length() == 13 && isGtin(form)).findFirst();
  }

  /** Returns whether the code has a length of a GTIN and a right check digit. */
  public static boolean isGtin(String code) {
    return LENGTHS.contains(code.length())
        && code.chars().allMatch(c -> c >= '0' && c <= '9')
        && hasCheckDigit(code);
  }

  /** The digits, weighted 1 and 3 in turn from the last, add up to a multiple of 10. */
  private static boolean hasCheckDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(digits.length() - 1 - i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return sum % 10 == 0;
  }
}
