package id.laris.common.search;

import java.util.List;

/**
 * A word of the query, as the beginning of words that things have.
 *
 * @param number of the word in the query
 * @param words those that begin with it, one more than few at the most
 * @param rows how many there are, one more than can be rare at the most
 */
record Beginning(int number, List<String> words, int rows) {

  /** A beginning that has no more rows than this is read as a whole. */
  static final int RARE = 3_000;

  /** For a beginning with more words than this, things are not walked word by word. */
  static final int FEW_WORDS = 32;

  boolean isRare() {
    return rows <= RARE;
  }

  boolean hasFewWords() {
    return words.size() <= FEW_WORDS;
  }
}
