package id.laris.common.search;

import java.util.Collection;

/**
 * Tells of a thing, in 64 bits, which beginnings its words have: a beginning of one, two, three and
 * five letters sets one bit. A thing that lacks a bit of a query lacks one of its words; a thing
 * that has them all must be asked. Stored beside each word, it spares nearly all of these questions
 * where two common words have few things in common.
 *
 * <p>Beginnings with a digit and e-mail addresses have no bits: they would fill the outline, and
 * lead to few things by themselves. A change of how bits are chosen must raise {@link
 * Words#VERSION}.
 */
final class Outline {

  private static final int[] LENGTHS = {1, 2, 3, 5};
  private static final int SPREAD = 0x9E3779B9;
  private static final int TO_64 = Integer.SIZE - 6;

  private Outline() {}

  static long of(Collection<String> words) {
    long bits = 0;
    for (String word : words) {
      for (int length : LENGTHS) {
        if (length <= word.length() && Words.isSpelt(word.substring(0, length))) {
          bits |= 1L << ((word.substring(0, length).hashCode() * SPREAD) >>> TO_64);
        }
      }
    }
    return bits;
  }
}
