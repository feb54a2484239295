package id.laris.demo;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * The bits that Laris stores beside each word of a product or customer, for words that are written
 * into its tables past it: each beginning of one, two, three and five letters without a digit sets
 * one. A test compares them with those of Laris.
 */
public final class Outlines {

  private static final int[] LENGTHS = {1, 2, 3, 5};
  private static final int SPREAD = 0x9E3779B9;
  private static final int TO_64 = Integer.SIZE - 6;
  private static final Pattern WITHOUT_BITS = Pattern.compile("\\^.*|.*[0-9@].*");

  private Outlines() {}

  /** The bits of a thing with these words, which are in lower case. */
  public static long of(Collection<String> words) {
    long bits = 0;
    for (String word : words) {
      for (int length : LENGTHS) {
        if (length > word.length()) {
          break;
        }
        String beginning = word.substring(0, length);
        if (!WITHOUT_BITS.matcher(beginning).matches()) {
          bits |= 1L << ((beginning.hashCode() * SPREAD) >>> TO_64);
        }
      }
    }
    return bits;
  }
}
