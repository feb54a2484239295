package id.laris.common.grpc;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/**
 * Brings texts that look the same into one form: what shows nothing is left out, blanks of every
 * kind are spaces and cut at the ends, and Unicode is normalised to NFC. Invisible characters stay
 * where they change what is seen: joiners in scripts that need them and in emoji, selectors of a
 * variant behind a character that has variants.
 */
final class VisibleText {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int TEXT_STYLE = 0xFE0E;
  private static final int KEYCAP = 0x20E3;
  private static final int BLACK_FLAG = 0x1F3F4;

  /**
   * Unicode's Default_Ignorable_Code_Point without the Hangul fillers, which are blank, and the
   * marks around annotations; first and last of each range.
   */
  private static final int[] INVISIBLE = {
    0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B, 0x200F,
    0x202A, 0x202E, 0x2060, 0x206F, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFF0, 0xFFFB, 0x1BCA0,
    0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
  };

  /** Letters and patterns without ink: the Hangul fillers and the empty pattern of Braille. */
  private static final String INKLESS = "\u115F\u1160\u3164\uFFA0\u2800";

  /** The marks that join consonants in the scripts of India and of South East Asia. */
  private static final String VIRAMAS =
      "\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA\u1039\u103A\u17D2\u1B44\u1BAA\u1BAB\uA806\uA8C4\uA953\uA9C0\uAAF6\uABED";

  /** Scripts whose letters have other forms where they join. */
  private static final Set<UnicodeScript> JOINING =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.MANDAIC,
          UnicodeScript.NKO,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.PHAGS_PA,
          UnicodeScript.ADLAM,
          UnicodeScript.HANIFI_ROHINGYA);

  /**
   * Marks that join on both sides as letters do: the tatweel of all scripts that are written like
   * Arabic, and the marks of Mongolian that lengthen a word or part its syllables.
   */
  private static final String JOINING_MARKS = "\u0640\u1807\u180A";

  /**
   * Letters of these scripts that only join the letter before them; first and last of each range.
   */
  private static final int[] JOIN_BEFORE = {
    0x0622, 0x0625, 0x0627, 0x0627, 0x0629, 0x0629, 0x062F, 0x0632, 0x0648, 0x0648, 0x0671, 0x0673,
    0x0675, 0x0677, 0x0688, 0x0699, 0x06C0, 0x06C0, 0x06C3, 0x06CB, 0x06CD, 0x06CD, 0x06CF, 0x06CF,
    0x06D2, 0x06D3, 0x06D5, 0x06D5, 0x06EE, 0x06EF, 0x0710, 0x0710, 0x0715, 0x0719, 0x071E, 0x071E,
    0x0728, 0x0728, 0x072A, 0x072A, 0x072C, 0x072C, 0x072F, 0x072F, 0x074D, 0x074D, 0x0759, 0x075B,
    0x076B, 0x076C, 0x0771, 0x0771, 0x0773, 0x0774, 0x0778, 0x0779, 0x0840, 0x0840, 0x0846, 0x0847,
    0x0849, 0x0849, 0x0854, 0x0854, 0x0856, 0x0858, 0x0867, 0x0867, 0x0869, 0x086A, 0x0870, 0x0882,
    0x088E, 0x088E, 0x08AA, 0x08AC, 0x08AE, 0x08AE, 0x08B1, 0x08B2, 0x08B9, 0x08B9, 0x10D22,
    0x10D22, 0x10EC2, 0x10EC2
  };

  /** Letters of these scripts that only join the letter after them. */
  private static final int[] JOIN_AFTER = {0xA872, 0xA872, 0x10D00, 0x10D00};

  /** Letters of these scripts that never join, such as the hamza and the forms of old encodings. */
  private static final int[] UNJOINED = {
    0x0621, 0x0621, 0x0674, 0x0674, 0x06E5, 0x06E6, 0x07F4, 0x07F5, 0x0861, 0x0861, 0x0866, 0x0866,
    0x0887, 0x0887, 0x08AD, 0x08AD, 0x08C9, 0x08C9, 0x1880, 0x1884, 0xA873, 0xA873, 0xFB50, 0xFEFC,
    0x1EE00, 0x1EEFF
  };

  private VisibleText() {}

  /** Returns whether there is certainly nothing to do: printable ASCII without spaces around it. */
  static boolean isPlain(String text) {
    int last = text.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      if (c > '~' || c < ' ' || (c == ' ' && (i == 0 || i == last))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text as it looks.
   *
   * @param multiline whether it may have several lines; the breaks of others are spaces
   */
  static String of(String text, boolean multiline) {
    String clean = once(text, multiline);
    // Normalising may reorder marks, after which a character that was kept changes nothing.
    return clean.equals(text) ? clean : of(clean, multiline);
  }

  private static String once(String text, boolean multiline) {
    StringBuilder visible = new StringBuilder(text.length());
    int[] all = text.codePoints().toArray();
    for (int i = 0; i < all.length; i++) {
      int next = i + 1 < all.length ? all[i + 1] : 0;
      if (all[i] == '\r' && next == '\n') {
        continue;
      }
      if (isLineBreak(all[i])) {
        visible.append(multiline ? '\n' : ' ');
      } else if (all[i] == '\t') {
        visible.append(multiline ? '\t' : ' ');
      } else if (isBlank(all[i], last(visible))) {
        visible.append(' ');
      } else if (!isInvisible(all[i]) || changesLook(all[i], visible, all, i + 1)) {
        visible.appendCodePoint(all[i]);
      }
    }
    return Normalizer.normalize(visible.toString().strip(), Normalizer.Form.NFC);
  }

  private static boolean isLineBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
  }

  /** The spaces of Ogham and of East Asia are seen, as a line and as a wide one. */
  private static boolean isBlank(int c, int before) {
    if (INKLESS.indexOf(c) >= 0) {
      return before <= 0x2800 || before > 0x28FF || c != 0x2800;
    }
    return Character.getType(c) == Character.SPACE_SEPARATOR && c != 0x1680 && c != 0x3000;
  }

  private static boolean isInvisible(int c) {
    return isIn(INVISIBLE, c);
  }

  private static boolean isIn(int[] ranges, int c) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (c >= ranges[i] && c <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether an invisible character changes what is seen. A joiner makes a letter join where
   * only it would, and a non-joiner parts two letters that would join (UAX #31, context A1); both
   * choose the form of consonants beside the mark that joins them (A2 and B).
   *
   * @param after the index of what follows it in the text
   */
  private static boolean changesLook(int c, CharSequence before, int[] text, int after) {
    int last = last(before);
    int next = after < text.length ? text[after] : 0;
    return switch (c) {
      case ZERO_WIDTH_JOINER ->
          (isEmoji(last) && isEmoji(next))
              || joinsNext(letter(before)) != joinsLast(letter(text, after))
              || isBesideVirama(last, next);
      case ZERO_WIDTH_NON_JOINER ->
          (joinsNext(letter(before)) && joinsLast(letter(text, after)))
              || isBesideVirama(last, next);
      case EMOJI_STYLE, TEXT_STYLE -> (isEmoji(last) && !isSelector(last)) || next == KEYCAP;
      default -> isTag(c) ? last == BLACK_FLAG || isTag(last) : hasVariant(last, c);
    };
  }

  /** Ideographs and the letters of Mongolian have variants. */
  private static boolean hasVariant(int letter, int selector) {
    boolean mongolian = selector >= 0x180B && selector <= 0x180F;
    return mongolian
        ? UnicodeScript.of(letter) == UnicodeScript.MONGOLIAN && !isInvisible(letter)
        : isSelector(selector) && Character.isIdeographic(letter);
  }

  private static boolean isBesideVirama(int last, int next) {
    return VIRAMAS.indexOf(last) >= 0 || (Character.isLetter(last) && VIRAMAS.indexOf(next) >= 0);
  }

  private static boolean joins(int c) {
    return JOINING_MARKS.indexOf(c) >= 0
        || (JOINING.contains(UnicodeScript.of(c)) && Character.isLetter(c) && !isIn(UNJOINED, c));
  }

  private static boolean joinsNext(int c) {
    return joins(c) && !isIn(JOIN_BEFORE, c);
  }

  private static boolean joinsLast(int c) {
    return joins(c) && !isIn(JOIN_AFTER, c);
  }

  /** Digits, too, are emoji to Unicode, but only as part of a keycap. */
  private static boolean isEmoji(int c) {
    return (c > '~' && Character.isEmoji(c)) || c == EMOJI_STYLE || isTag(c);
  }

  private static boolean isSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  private static boolean isTag(int c) {
    return c >= 0xE0020 && c <= 0xE007F;
  }

  private static int last(CharSequence text) {
    return text.isEmpty() ? 0 : Character.codePointBefore(text, text.length());
  }

  /** The next letter, beyond marks and what is invisible. */
  private static int letter(int[] text, int from) {
    int i = from;
    while (i < text.length
        && (Character.getType(text[i]) == Character.NON_SPACING_MARK || isInvisible(text[i]))) {
      i++;
    }
    return i < text.length ? text[i] : 0;
  }

  /** The last letter, without the marks on it. */
  private static int letter(CharSequence text) {
    int end = text.length();
    while (end > 0) {
      int c = Character.codePointBefore(text, end);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        return c;
      }
      end -= Character.charCount(c);
    }
    return 0;
  }
}
