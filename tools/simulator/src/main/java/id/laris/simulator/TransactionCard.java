package id.laris.simulator;

import java.text.NumberFormat;
import java.time.Instant;
import java.util.Locale;

/** A transaction on a page: its facts, what the customer sees, and the buttons. */
record TransactionCard(Transaction transaction) {

  String html() {
    synchronized (transaction) {
      Status status = transaction.status();
      StringBuilder html = new StringBuilder("<article><div class=\"top\"><span class=\"amount\">");
      html.append(rupiah(transaction.grossAmount()))
          .append("</span><span class=\"status ")
          .append(status.wire())
          .append("\">")
          .append(status.wire().replace('_', ' '))
          .append("</span></div><dl>");
      row(html, "Method", method());
      row(html, "Order", transaction.orderId());
      row(html, "Charged", SimulatorClock.format(transaction.createdAt) + " WIB");
      Instant expiresAt = transaction.expiresAt;
      if (status == Status.PENDING && expiresAt != null) {
        row(html, "Expires", SimulatorClock.format(expiresAt) + " WIB");
      }
      if (transaction.fraudStatus() != FraudStatus.ACCEPT) {
        row(html, "Fraud status", transaction.fraudStatus().wire());
      }
      if (transaction.refundedAmount() > 0) {
        row(html, "Given back", rupiah(transaction.refundedAmount()));
      }
      html.append("</dl>");
      if (status == Status.PENDING) {
        whatTheCustomerSees(html);
      }
      buttons(html, status);
      return html.append("</article>").toString();
    }
  }

  private void whatTheCustomerSees(StringBuilder html) {
    String code = transaction.code();
    if (code != null) {
      String label =
          switch (transaction.method().kind()) {
            case VIRTUAL_ACCOUNT -> "VA number";
            case BILL -> "Biller 70012, bill key";
            default -> "Payment code";
          };
      html.append("<p>").append(label).append(": <span class=\"code\">");
      html.append(Pages.escape(code)).append("</span></p>");
    }
    String qrString = transaction.qrString();
    if (qrString != null) {
      html.append(QrImage.svg(qrString));
    }
  }

  private void buttons(StringBuilder html, Status status) {
    switch (status) {
      case PENDING -> {
        button(html, "good", "Pay", "pay");
        button(html, "", "Deny", "deny");
        button(html, "", "Expire", "expire");
      }
      case CAPTURE -> button(html, "good", "Settle", "settle");
      case SETTLEMENT, PARTIAL_REFUND -> {
        long left = transaction.grossAmount() - transaction.refundedAmount();
        button(html, "\" data-left=\"" + left, "Refund (dashboard)", "refund");
      }
      default -> {}
    }
  }

  private void button(StringBuilder html, String style, String label, String action) {
    html.append("<button class=\"")
        .append(style)
        .append("\" data-post=\"/simulator/transactions/")
        .append(transaction.id)
        .append('/')
        .append(action)
        .append("\">")
        .append(label)
        .append("</button>");
  }

  private String method() {
    PaymentMethod method = transaction.method();
    return switch (method) {
      case QRIS_GOPAY -> "QRIS (GoPay)";
      case QRIS_SHOPEE -> "QRIS (ShopeePay)";
      case GOPAY -> "GoPay";
      case SHOPEEPAY -> "ShopeePay";
      case MANDIRI_BILL -> "Mandiri bill";
      case INDOMARET -> "Indomaret";
      case ALFAMART -> "Alfamart";
      case CARD -> "Card";
      case PERMATA -> "Permata virtual account";
      case BCA, BNI, BRI, CIMB -> method.name() + " virtual account";
    };
  }

  private static void row(StringBuilder html, String name, String value) {
    html.append("<dt>").append(name).append("</dt><dd>");
    html.append(Pages.escape(value)).append("</dd>");
  }

  private static String rupiah(long amount) {
    return "Rp " + NumberFormat.getIntegerInstance(Locale.forLanguageTag("id-ID")).format(amount);
  }
}
