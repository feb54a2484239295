package id.laris.catalog.search;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Splits texts into the words by which they are found. Texts and queries are split in the same way.
 */
final class Words {

  /** More words than this do not make a query any clearer. */
  static final int MAX_IN_QUERY = 10;

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern EDGES =
      Pattern.compile("^[^\\p{L}\\p{M}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}]+$");
  private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern DIGIT = Pattern.compile("\\p{N}");

  private Words() {}

  /**
   * The words of a text, and the parts of those with punctuation inside: Coca-Cola is coca-cola,
   * coca and cola.
   */
  static Set<String> in(String text) {
    Set<String> words = new LinkedHashSet<>();
    spaced(text)
        .forEach(
            word -> {
              words.add(word);
              PUNCTUATION.splitAsStream(word).forEach(words::add);
            });
    words.remove("");
    return words;
  }

  /** The words of a query: not split further, so that "coca-c" finds what begins so. */
  static List<String> ofQuery(String query) {
    return spaced(query).distinct().limit(MAX_IN_QUERY).toList();
  }

  /** A SKU or barcode, or a query that may be one, as one word. */
  static String code(String text) {
    return spaced(text).collect(joining(" "));
  }

  /** Returns whether a misspelt word may stand for this one. A wrong code is another code. */
  static boolean isSpelt(String word) {
    return !DIGIT.matcher(word).find();
  }

  private static Stream<String> spaced(String text) {
    return SPACE
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .map(word -> EDGES.matcher(word).replaceAll(""))
        .filter(word -> !word.isEmpty());
  }
}
