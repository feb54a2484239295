package id.laris.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The pages that a person sees: all transactions, or the one a customer was sent to. Both say NOT
 * REAL.
 */
final class Pages {
  private static final int MOST = 50;
  private static final String CUSTOMER = "/customer/";

  private final Transactions transactions;
  private final Changes changes;
  private final String frame;

  Pages(Transactions transactions, Changes changes) throws IOException {
    this.transactions = transactions;
    this.changes = changes;
    try (InputStream page =
        Objects.requireNonNull(Pages.class.getResourceAsStream("page.html"), "page.html")) {
      this.frame = new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Answers a path of a page; false where it is none. */
  boolean handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/")) {
      send(exchange, 200, home());
      return true;
    }
    if (path.startsWith(CUSTOMER)) {
      Transaction transaction = transactions.findById(path.substring(CUSTOMER.length()));
      if (transaction == null) {
        send(exchange, 404, "<p>There is no such transaction.</p>");
      } else {
        send(exchange, 200, customer(transaction));
      }
      return true;
    }
    return false;
  }

  private String home() {
    List<Transaction> newest = transactions.newestFirst().stream().limit(MOST).toList();
    if (newest.isEmpty()) {
      return "<p>No transaction yet. Charge something, and it shows here.</p>";
    }
    return newest.stream().map(this::article).collect(Collectors.joining("\n"));
  }

  private String customer(Transaction transaction) {
    String callback = transaction.request.callback();
    String back =
        callback == null || Http.url(callback) == null
            ? ""
            : "<p><a rel=\"noreferrer\" href=\"" + escape(callback) + "\">Back to the shop</a></p>";
    return article(transaction) + back;
  }

  private String article(Transaction transaction) {
    changes.expireIfOver(transaction);
    return new TransactionCard(transaction).html();
  }

  private void send(HttpExchange exchange, int status, String main) throws IOException {
    String nonce = UUID.randomUUID().toString();
    // Nothing that a request brought can run here, and no other page can frame the buttons.
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'; script-src 'nonce-%1$s'; style-src 'nonce-%1$s'"
                    .formatted(nonce));
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    String html = frame.replace("{{nonce}}", nonce).replace("{{main}}", main);
    Http.send(exchange, status, Reply.HTML, html.getBytes(StandardCharsets.UTF_8));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
