package id.laris.payment.midtrans;

/** Shortens texts. */
final class Cut {

  private Cut() {}

  /** At most so many characters, and no half of one. */
  static String to(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splits ? length - 1 : length);
  }
}
