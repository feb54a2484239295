package id.laris.catalog.search;

import java.util.ArrayList;
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

  /**
   * The query as it is spelt, then in the other ways in which products may have its words: with
   * accents that the query lacks, and without those that it has.
   */
  List<Query> spellings() {
    List<Query> spellings = new ArrayList<>();
    spellings.add(this);
    spellings.add(with(Words::accented));
    Query folded = with(Folding::of);
    if (!folded.words.equals(words)) {
      spellings.add(folded);
    }
    return spellings;
  }

  private Query with(UnaryOperator<String> spelling) {
    return new Query(spelling.apply(whole), words.stream().map(spelling).toList());
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
