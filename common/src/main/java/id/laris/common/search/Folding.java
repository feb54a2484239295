package id.laris.common.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes words as people type them who leave off accents: {@code crème brûlée} as {@code creme
 * brulee}. Marks are dropped from Latin, Greek and Cyrillic letters only, because in other scripts
 * they are vowels; Latin letters that have no parts get what stands for them in print.
 */
public final class Folding {

  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Map<Integer, String> LETTERS = new HashMap<>();

  static {
    String[] pairs = {
      "ßss", "æae", "œoe", "øo", "łl", "đd", "ðd", "þth", "ıi", "ħh", "ŧt", "ŋn", "ĸk", "ſs", "ƒf",
      "ƀb", "ɓb", "ƈc", "ɖd", "ɗd", "ɛe", "əe", "ǝe", "ɠg", "ǥg", "ɣg", "ɨi", "ɩi", "ɉj", "ƙk",
      "ƚl", "ɫl", "ɲn", "ƞn", "ɔo", "ɵo", "ƥp", "ɍr", "ʂs", "ƭt", "ʈt", "ʉu", "ʋv", "ⱳw", "ƴy",
      "ɏy", "ƶz", "ȥz", "ⱥa", "ɑa", "’'", "‘'", "ʼ'", "ʻ'", "‐-", "‑-", "‒-", "–-", "—-", "−-"
    };
    for (String pair : pairs) {
      LETTERS.put(pair.codePointAt(0), pair.substring(1));
    }
  }

  private Folding() {}

  /** The word, which is in lower case, without accents: itself, if it has none. */
  public static String of(String word) {
    if (word.chars().allMatch(c -> c < 0x80)) {
      return word;
    }
    StringBuilder folded = new StringBuilder(word.length());
    boolean accentable = false;
    for (int c : Normalizer.normalize(word, Normalizer.Form.NFD).codePoints().toArray()) {
      boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
      if (!mark) {
        accentable = isAccentable(c);
        folded.append(LETTERS.getOrDefault(c, plain(c)));
      } else if (!accentable) {
        folded.appendCodePoint(c);
      }
    }
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  private static boolean isAccentable(int c) {
    return switch (UnicodeScript.of(c)) {
      case LATIN, GREEK, CYRILLIC -> true;
      default -> false;
    };
  }

  /** Letters and digits in other widths, joined or raised are the same letters and digits. */
  private static String plain(int c) {
    String text = Character.toString(c);
    boolean latin = Character.isLetter(c) && UnicodeScript.of(c) == UnicodeScript.LATIN;
    return latin || Character.isDigit(c)
        ? MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("")
        : text;
  }
}
