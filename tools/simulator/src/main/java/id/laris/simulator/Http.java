package id.laris.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads and answers calls. */
final class Http {
  static final int LARGEST_BODY = 16 * 1024;

  private Http() {}

  /** The body, or one byte more than Midtrans takes of a body that is too large. */
  static byte[] body(HttpExchange exchange) throws IOException {
    return exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
  }

  static void send(HttpExchange exchange, Reply reply) throws IOException {
    if (reply.httpStatus() == 0) {
      // Closing before any answer closes the connection.
      exchange.close();
      return;
    }
    send(
        exchange,
        reply.httpStatus(),
        reply.contentType(),
        reply.body().getBytes(StandardCharsets.UTF_8));
  }

  static void send(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.getResponseHeaders().set(MidtransSimulator.NOT_REAL, MidtransSimulator.NAME);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream output = exchange.getResponseBody()) {
      output.write(body);
    }
    exchange.close();
  }

  /** Null for what is no URL of HTTP. */
  static @Nullable URI url(String text) {
    try {
      URI url = new URI(text);
      boolean http =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      return http && url.getHost() != null ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
