package id.laris.simulator;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.sun.net.httpserver.HttpExchange;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** A QR code, black on white: SVG inside our own page, and a PNG file where Midtrans has one. */
final class QrImage {

  private static final Pattern PATH = Pattern.compile("/v2/(?:qris|gopay)/([^/]+)/qr-code");
  private static final int PNG_PIXELS = 400;
  private static final int WHITE = 0xFFFFFF;

  private QrImage() {}

  /** Answers with the code of a transaction, for everybody who knows its id. */
  static void send(HttpExchange exchange, Transactions transactions, String path)
      throws IOException {
    Matcher matcher = PATH.matcher(path);
    Transaction transaction = matcher.matches() ? transactions.findById(matcher.group(1)) : null;
    String text = transaction == null ? null : transaction.qrString();
    if (text == null) {
      Http.send(exchange, Reply.http(404, "There is no such QR code."));
    } else {
      Http.send(exchange, 200, "image/png", png(text));
    }
  }

  /** A square of one unit for each dark module. */
  static String svg(String text) {
    BitMatrix code = encode(text, 0);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        if (code.get(x, y)) {
          path.append("M%d %dh1v1h-1z".formatted(x, y));
        }
      }
    }
    return "<svg role=\"img\" aria-label=\"QR code\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><path d=\"%s\"/></svg>"
        .formatted(code.getWidth(), code.getHeight(), path);
  }

  private static byte[] png(String text) throws IOException {
    BitMatrix code = encode(text, PNG_PIXELS);
    BufferedImage image =
        new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        image.setRGB(x, y, code.get(x, y) ? 0 : WHITE);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", png)) {
      throw new IOException("this Java writes no PNG");
    }
    return png.toByteArray();
  }

  private static BitMatrix encode(String text, int pixels) {
    try {
      return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, pixels, pixels);
    } catch (WriterException e) {
      throw new IllegalArgumentException("this does not fit into a QR code: " + text, e);
    }
  }
}
