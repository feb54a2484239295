package id.laris.quickstart;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * A QR code of characters, two rows of it in a line. The light modules and the margin are drawn, as
 * most terminals are dark; phones read inverted codes as well.
 */
final class QrCode {

  private static final String BOTH = "█";
  private static final String UPPER = "▀";
  private static final String LOWER = "▄";
  private static final String NEITHER = " ";

  /** The margin that a reader needs around it, in modules. */
  private static final int MARGIN = 4;

  private QrCode() {}

  /** True if the charset has the characters that it needs. */
  static boolean fits(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode(BOTH + UPPER + LOWER);
  }

  static String draw(String content) {
    BitMatrix code = encode(content);
    StringBuilder lines = new StringBuilder();
    for (int y = 0; y < code.getHeight(); y += 2) {
      for (int x = 0; x < code.getWidth(); x++) {
        boolean upper = !code.get(x, y);
        boolean lower = y + 1 < code.getHeight() && !code.get(x, y + 1);
        lines.append(upper && lower ? BOTH : upper ? UPPER : lower ? LOWER : NEITHER);
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  private static BitMatrix encode(String content) {
    try {
      return new QRCodeWriter()
          .encode(content, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, MARGIN));
    } catch (WriterException e) {
      throw new IllegalStateException("a QR code cannot hold this", e);
    }
  }
}
