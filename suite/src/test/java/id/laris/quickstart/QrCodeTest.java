package id.laris.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QrCodeTest {

  /** Pixels to a module: a reader wants more than one. */
  private static final int SCALE = 4;

  @Test
  void whatIsDrawnIsReadAsWhatItSays() throws Exception {
    String content = "00020101021226" + "0123456789".repeat(20) + "6304ABCD";

    List<String> lines = new ArrayList<>(QrCode.draw(content).lines().toList());

    assertThat(new QRCodeReader().decode(photograph(lines)).getText()).isEqualTo(content);
    // The number of rows is odd, so the last line has an upper half only.
    assertThat(lines.removeLast()).matches("▀+");
    assertThat(lines).allMatch(line -> line.startsWith("████") && line.endsWith("████"));
    assertThat(lines.subList(0, 2)).allMatch(line -> line.matches("█+"));
  }

  @Test
  void isDrawnWhereTheTerminalHasTheCharacters() {
    assertThat(QrCode.fits(StandardCharsets.UTF_8)).isTrue();
    assertThat(QrCode.fits(StandardCharsets.US_ASCII)).isFalse();
    assertThat(QrCode.fits(StandardCharsets.ISO_8859_1)).isFalse();
  }

  private static BinaryBitmap photograph(List<String> lines) {
    int width = lines.getFirst().length() * SCALE;
    int height = lines.size() * 2 * SCALE;
    int[] pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean upper = y / SCALE % 2 == 0;
        char drawn = lines.get(y / SCALE / 2).charAt(x / SCALE);
        boolean light = drawn == '█' || drawn == (upper ? '▀' : '▄');
        pixels[y * width + x] = light ? 0xFFFFFF : 0;
      }
    }
    LuminanceSource source = new RGBLuminanceSource(width, height, pixels);
    return new BinaryBitmap(new HybridBinarizer(source));
  }
}
