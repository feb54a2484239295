package id.laris.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The picture of a QR code, for everybody who knows the transaction_id. */
final class QrCode {
  private static final Pattern PATH = Pattern.compile("/v2/(?:qris|gopay)/([^/]+)/qr-code");

  private QrCode() {}

  static void send(HttpExchange exchange, Transactions transactions, String path)
      throws IOException {
    Matcher matcher = PATH.matcher(path);
    Transaction transaction = matcher.matches() ? transactions.findById(matcher.group(1)) : null;
    String text = transaction == null ? null : transaction.qrString();
    if (text == null) {
      Http.send(exchange, Reply.http(404, "There is no such QR code."));
    } else {
      Http.send(exchange, 200, "image/png", QrImage.of(text));
    }
  }
}
