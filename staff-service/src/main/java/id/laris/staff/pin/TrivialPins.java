package id.laris.staff.pin;

/** The PINs that are guessed first. */
final class TrivialPins {

  private static final int DIGITS = 10;

  private TrivialPins() {}

  /**
   * Returns whether each digit follows from the one before by the same step (0000, 1234, 8765,
   * 2468, 7890), or the PIN repeats its first digits (1212, 123123).
   */
  static boolean contain(String pin) {
    return isRow(pin) || repeats(pin, 2) || repeats(pin, 3);
  }

  private static boolean isRow(String pin) {
    int step = step(pin, 1);
    for (int i = 2; i < pin.length(); i++) {
      if (step(pin, i) != step) {
        return false;
      }
    }
    return true;
  }

  /** The step from the digit before, where 0 comes after 9. */
  private static int step(String pin, int index) {
    return Math.floorMod(pin.charAt(index) - pin.charAt(index - 1), DIGITS);
  }

  private static boolean repeats(String pin, int length) {
    return pin.length() % length == 0
        && pin.equals(pin.substring(0, length).repeat(pin.length() / length));
  }
}
