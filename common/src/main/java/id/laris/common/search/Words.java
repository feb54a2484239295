package id.laris.common.search;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Splits texts into the words by which they are found. Texts and queries are split in the same way.
 */
public final class Words {

  /** Grows with every change of how texts are split: what is stored is then split anew. */
  public static final int VERSION = 4;

  /** More words than this do not make a query any clearer. */
  public static final int MAX_IN_QUERY = 10;

  /** No word begins so by itself. */
  private static final String ACCENTED = "~";

  /** Begins the rest of a code from within one of its words. No word begins so by itself. */
  private static final String PART = "^";

  /**
   * Begins a word that is found only by a query that asks for it in this form. No word begins so by
   * itself.
   */
  public static final String HIDDEN = "!";

  /** A word with more parts than this is a text without spaces. */
  private static final int MOST_ENDS = 10;

  /** The rest of a code is stored from this length on. */
  private static final int LEAST_OF_REST = 2;

  private static final int LEAST_OF_PART = 3;

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern EDGES =
      Pattern.compile("^[^\\p{L}\\p{M}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}]+$");
  private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern DIGIT = Pattern.compile("\\p{N}");

  private Words() {}

  /**
   * The words of a text, and of those with punctuation inside the parts and what follows them:
   * Coca-Cola-Zero is coca-cola-zero, coca, cola-zero, cola and zero.
   */
  public static Set<String> in(String text) {
    Set<String> words = new LinkedHashSet<>();
    spaced(text)
        .forEach(
            word -> {
              words.add(word);
              Matcher punctuation = PUNCTUATION.matcher(word);
              for (int ends = 0; ends < MOST_ENDS && punctuation.find(); ends++) {
                words.add(word.substring(punctuation.end()));
              }
              PUNCTUATION.splitAsStream(word).forEach(words::add);
            });
    words.remove("");
    return words;
  }

  /**
   * The words of a thing as they are found without their accents, apart from all others: none where
   * its words have none.
   */
  public static List<String> withoutAccents(Collection<String> words) {
    return words.stream().allMatch(word -> Folding.of(word).equals(word))
        ? List.of()
        : words.stream().map(Words::accented).distinct().toList();
  }

  /** The word of a thing that has accents, without them. */
  public static String accented(String word) {
    return ACCENTED + Folding.of(word);
  }

  /** The words of a query: not split further, so that "coca-c" finds what begins so. */
  public static List<String> ofQuery(String query) {
    return spaced(query).distinct().limit(MAX_IN_QUERY).toList();
  }

  /** A SKU or barcode, or a query that may be one, as one word. */
  public static String code(String text) {
    return spaced(text).collect(joining(" "));
  }

  /**
   * Returns the rest of a code from each of its characters on, without punctuation, so that a part
   * of it is a beginning: of nor.07 these are nor07 and 07, and marked or07 and r07, which begin
   * within a word.
   */
  public static Set<String> inCode(String code) {
    Set<Integer> beginnings = new HashSet<>();
    StringBuilder joined = new StringBuilder();
    for (String word : PUNCTUATION.split(code, -1)) {
      beginnings.add(joined.length());
      joined.append(word);
    }
    Set<String> rests = new LinkedHashSet<>();
    for (int i = 0; i <= joined.length() - LEAST_OF_REST; i = joined.offsetByCodePoints(i, 1)) {
      String rest = joined.substring(i);
      rests.add(beginnings.contains(i) ? rest : PART + rest);
    }
    return rests;
  }

  /**
   * How codes that contain the word of a query have it, without its punctuation: from within one of
   * their words, or from its beginning.
   */
  public static List<String> insideCodes(String word) {
    String joined = joined(word);
    return List.of(PART + joined, joined);
  }

  /** Returns whether the word of a query is long enough to be looked for inside codes. */
  public static boolean mayBePartOfCode(String word) {
    return joined(word).length() >= LEAST_OF_PART;
  }

  private static String joined(String word) {
    return PUNCTUATION.matcher(word).replaceAll("");
  }

  /**
   * Returns whether a misspelt word may stand for this one. A wrong code or address is another one.
   */
  static boolean isSpelt(String word) {
    return !word.startsWith(PART)
        && !word.startsWith(HIDDEN)
        && word.indexOf('@') < 0
        && !DIGIT.matcher(word).find();
  }

  private static Stream<String> spaced(String text) {
    return SPACE
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .map(word -> EDGES.matcher(word).replaceAll(""))
        .filter(word -> !word.isEmpty());
  }
}
