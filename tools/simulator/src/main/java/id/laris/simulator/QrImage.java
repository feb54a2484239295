package id.laris.simulator;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A QR code as PNG, black on white, written without AWT so that no display is needed. */
final class QrImage {
  private static final int SIZE = 400;
  private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private QrImage() {}

  static byte[] of(String text) {
    try {
      return png(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, SIZE, SIZE));
    } catch (WriterException e) {
      throw new IllegalArgumentException("this does not fit into a QR code: " + text, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] png(BitMatrix matrix) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(MAGIC);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream numbers = new DataOutputStream(header);
    numbers.writeInt(matrix.getWidth());
    numbers.writeInt(matrix.getHeight());
    // One bit a pixel, shades of grey, and the only ways of compression, filter and order.
    numbers.write(new byte[] {1, 0, 0, 0, 0});
    chunk(png, "IHDR", header.toByteArray());
    chunk(png, "IDAT", pixels(matrix));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static byte[] pixels(BitMatrix matrix) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(compressed)) {
      byte[] row = new byte[1 + (matrix.getWidth() + 7) / 8];
      for (int y = 0; y < matrix.getHeight(); y++) {
        Arrays.fill(row, (byte) 0);
        for (int x = 0; x < matrix.getWidth(); x++) {
          if (!matrix.get(x, y)) {
            row[1 + x / 8] |= (byte) (0x80 >> x % 8);
          }
        }
        deflater.write(row);
      }
    }
    return compressed.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String name, byte[] content)
      throws IOException {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(type);
    checksum.update(content);
    DataOutputStream output = new DataOutputStream(png);
    output.writeInt(content.length);
    output.write(type);
    output.write(content);
    output.writeInt((int) checksum.getValue());
  }
}
