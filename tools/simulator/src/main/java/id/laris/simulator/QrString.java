package id.laris.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The text in a QRIS code: fields of EMV's merchant-presented mode, with their checksum. */
final class QrString {

  private QrString() {}

  static String of(Transaction transaction) {
    boolean shopee = transaction.method() == PaymentMethod.QRIS_SHOPEE;
    String number = String.format(Locale.ROOT, "%010d", transaction.number);
    String account =
        field("00", shopee ? "ID.CO.SHOPEE.WWW" : "COM.GO-JEK.WWW")
            + field("01", shopee ? "93600918" + number : "93600914" + number)
            + field("02", transaction.merchant.id())
            + field("03", "UMI");
    String national =
        field("00", "ID.CO.QRIS.WWW") + field("02", "ID10" + number + "0") + field("03", "UMI");
    String text =
        field("00", "01")
            + field("01", "12")
            + field("26", account)
            + field("51", national)
            + field("52", "5812")
            + field("53", "360")
            + field("54", Long.toString(transaction.request.grossAmount()))
            + field("58", "ID")
            + field("59", "NOT REAL (SIMULATOR)")
            + field("60", "JAKARTA")
            + field("61", "10110")
            + field("62", field("50", transaction.id.toString()))
            + "6304";
    return text + String.format(Locale.ROOT, "%04X", checksum(text));
  }

  private static String field(String tag, String value) {
    return tag + (value.length() < 10 ? "0" : "") + value.length() + value;
  }

  /** CRC-16/CCITT-FALSE over everything before it, its own tag and length too. */
  static int checksum(String text) {
    int crc = 0xFFFF;
    for (byte character : text.getBytes(StandardCharsets.US_ASCII)) {
      crc ^= (character & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
      }
    }
    return crc & 0xFFFF;
  }
}
