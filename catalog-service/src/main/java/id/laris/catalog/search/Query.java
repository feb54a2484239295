package id.laris.catalog.search;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The text that is searched for.
 *
 * @param whole all of it as one code
 * @param words each of which a product has, or something alike
 */
record Query(String whole, List<String> words) {

  /** Sorts after every character that a word can begin to differ with. */
  private static final String AFTER_ALL = "\uDBFF\uDFFF";

  static Query of(String text) {
    return new Query(Words.code(text), Words.ofQuery(text));
  }

  String[] beginnings() {
    return array(word -> word);
  }

  /** Up to where words have the beginning. */
  String[] ends() {
    return array(word -> word + AFTER_ALL);
  }

  /** Words that may be misspelt; empty in place of the others. */
  String[] spelt() {
    return array(word -> Words.isSpelt(word) ? word : "");
  }

  private String[] array(UnaryOperator<String> change) {
    return words.stream().map(change).toArray(String[]::new);
  }
}
