package id.laris.customer.code;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The code of a gift card: 16 digits, of which the last one is a Luhn digit, so that most slips of
 * a finger are found without a look at the cards. As a string it shows its end only.
 */
public final class CardCode {

  private static final int LENGTH = 16;
  private static final int SHOWN = 4;
  private static final long BODIES = 1_000_000_000_000_000L;

  private final String digits;

  private CardCode(String digits) {
    this.digits = digits;
  }

  /** Draws one that nobody can guess. */
  static CardCode draw(SecureRandom random) {
    String body = String.format(Locale.ROOT, "%015d", random.nextLong(BODIES));
    return new CardCode(body + luhnDigit(body));
  }

  /** Reads one as it was typed or scanned; empty where it cannot be a code. */
  static Optional<CardCode> read(String text) {
    String digits = text.replaceAll("[ -]", "");
    boolean isCode =
        digits.length() == LENGTH
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
            && luhnDigit(digits.substring(0, LENGTH - 1)) == digits.charAt(LENGTH - 1) - '0';
    return isCode ? Optional.of(new CardCode(digits)) : Optional.empty();
  }

  /**
   * The digit that makes the sum a multiple of ten; every other digit, from the right, counts
   * twice.
   */
  private static int luhnDigit(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? digit * 2 : digit;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return (10 - sum % 10) % 10;
  }

  /** All digits, for the one answer that shows them. */
  public String digits() {
    return digits;
  }

  public String lastFour() {
    return digits.substring(LENGTH - SHOWN);
  }

  @Override
  public String toString() {
    return "****" + lastFour();
  }
}
