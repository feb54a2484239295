package id.laris.demo;

/** Barcodes of the form EAN-13, with the prefix of Indonesia. */
final class Barcodes {

  private static final String MENU = "899000";
  private static final String MERCHANDISE = "899100";
  private static final int BASE = 10;
  private static final int EVEN_WEIGHT = 3;

  private Barcodes() {}

  static String ofMenu(int number) {
    return withCheckDigit(MENU + "%06d".formatted(number));
  }

  static String ofMerchandise(int number) {
    return withCheckDigit(MERCHANDISE + "%06d".formatted(number));
  }

  private static String withCheckDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      sum += i % 2 == 0 ? digit : EVEN_WEIGHT * digit;
    }
    return digits + (BASE - sum % BASE) % BASE;
  }
}
