package id.laris.customer.search;

import static java.util.stream.Collectors.joining;

import id.laris.common.search.Folding;
import id.laris.common.search.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of customers. Names and addresses are folded, in customers and in queries: people leave
 * off accents. A telephone number is stored backwards, so that its last digits are a beginning.
 */
final class CustomerWords {

  /** Begins a telephone number from its last digit to its first. No word begins so by itself. */
  private static final String BACKWARDS = "<";

  /** Begins an e-mail address, which would else be one more word with the beginning of a name. */
  private static final String ADDRESS = "@";

  /** Fewer digits than this say nothing about a telephone number. */
  private static final int LEAST_OF_PHONE = 3;

  /** From this length on digits are no extract of a number: zeros before them are prefixes. */
  private static final int WITH_PREFIX = 8;

  private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern NUMBER = Pattern.compile("(?:c[- ]?)?0*([1-9][0-9]{0,8})");

  private CustomerWords() {}

  /** The words of a name: O'Neill is o'neill, neill, o and oneill. */
  static Set<String> ofName(String name) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : Words.in(Folding.of(name.toLowerCase(Locale.ROOT)))) {
      words.add(word);
      words.add(PUNCTUATION.matcher(word).replaceAll(""));
    }
    return words;
  }

  /** The words of a query that is no telephone number. */
  static List<String> ofQuery(String query) {
    return Words.ofQuery(Folding.of(query.toLowerCase(Locale.ROOT)));
  }

  /** A number or an e-mail address, or a query that may be one, as one word. */
  static String code(String text) {
    return Words.code(Folding.of(text.toLowerCase(Locale.ROOT)));
  }

  /** The number of a customer as it is stored, where the query may be one: of 123, c-000123. */
  static Optional<String> numberMeant(String query) {
    Matcher number = NUMBER.matcher(code(query));
    return number.matches()
        ? Optional.of(String.format(Locale.ROOT, "c-%06d", Long.parseLong(number.group(1))))
        : Optional.empty();
  }

  /** The word of an e-mail address or its beginning; none of an empty one. */
  static String ofEmail(String email) {
    return email.isEmpty() ? "" : ADDRESS + code(email);
  }

  static boolean isEmail(String word) {
    return word.contains("@");
  }

  /** The word of a telephone number as E.164. */
  static String ofPhone(String e164) {
    return backwards(digits(e164));
  }

  /** The beginning of the words of all telephone numbers that end with these digits. */
  static String endingWith(String digits) {
    return backwards(digits.length() < WITH_PREFIX ? digits : digits.replaceFirst("^0+", ""));
  }

  private static String backwards(String digits) {
    return BACKWARDS + new StringBuilder(digits).reverse();
  }

  /**
   * Returns the digits of a text that may be a telephone number or the end of one: nothing but
   * digits, and signs between them.
   */
  static Optional<String> dialled(String text) {
    String digits = digits(text);
    return digits.length() >= LEAST_OF_PHONE
            && text.codePoints().noneMatch(c -> Character.isLetter(c) || c == '@')
        ? Optional.of(digits)
        : Optional.empty();
  }

  /** The digits of a text, which other scripts write with signs of their own. */
  private static String digits(String text) {
    return text.codePoints()
        .filter(Character::isDigit)
        .mapToObj(c -> String.valueOf(Character.digit(c, 10)))
        .collect(joining());
  }
}
