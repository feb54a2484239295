package id.laris.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static final String HAS_ALL =
      """
      not exists (
        select from unnest(:words{name}, :ends{name}) other (word, word_end)
        where not exists (
          select from catalog.search_word probe
          where probe.product_id = {product} and probe.word >= other.word and probe.word < other.word_end
          offset 0))
      """;

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

  /**
   * The condition that a product has a word with each of the beginnings. Each word is a probe of an
   * index, so it suits few products.
   *
   * @param name of its parameters
   */
  Condition hasAll(String name) {
    return new Condition(
        HAS_ALL.replace("{name}", name),
        Map.of("words" + name, beginnings(), "ends" + name, ends()));
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
