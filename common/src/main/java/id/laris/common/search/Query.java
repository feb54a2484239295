package id.laris.common.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The text that is searched for.
 *
 * @param whole all of it as one code, in each form that it may be meant as
 * @param words each of which a thing has, or something alike
 */
public record Query(List<String> whole, List<String> words) {

  /** Sorts after every character that a word can begin to differ with. */
  private static final String AFTER_ALL = "\uDBFF\uDFFF";

  private static final String HAS_ALL =
      """
      not exists (
        select from unnest(:words{name}, :ends{name}) other (word, word_end)
        where not exists (
          select from {schema}.search_word probe
          where probe.{id} = {row} and probe.word >= other.word and probe.word < other.word_end
          offset 0))
      """;

  public Query {
    whole = List.copyOf(whole);
    words = List.copyOf(words);
  }

  public static Query of(String text) {
    return new Query(List.of(Words.code(text)), Words.ofQuery(text));
  }

  /**
   * The query as it is spelt, then in the other ways in which things may have its words: with
   * accents that the query lacks, and without those that it has.
   */
  public List<Query> spellings() {
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
    return new Query(whole, words.stream().map(spelling).toList());
  }

  /**
   * The condition that a thing has a word with each of the beginnings. Each word is a probe of an
   * index, so it suits few things.
   *
   * @param name of its parameters
   */
  Condition hasAll(SearchTables tables, String name) {
    return new Condition(
        tables.in(HAS_ALL.replace("{name}", name)),
        Map.of("words" + name, beginnings(), "ends" + name, ends()));
  }

  public String[] beginnings() {
    return array(word -> word);
  }

  /** Up to where words have the beginning. */
  public String[] ends() {
    return array(word -> word + AFTER_ALL);
  }

  /** The bits that a thing has which has all words. */
  long outline() {
    return Outline.of(words);
  }

  /** Words that may be misspelt; empty in place of the others. */
  String[] spelt() {
    return array(word -> Words.isSpelt(word) ? word : "");
  }

  private String[] array(UnaryOperator<String> change) {
    return words.stream().map(change).toArray(String[]::new);
  }
}
