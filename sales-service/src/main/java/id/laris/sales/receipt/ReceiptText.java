package id.laris.sales.receipt;

import com.google.protobuf.util.Timestamps;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Receipt;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A receipt for a printer of fixed-width characters. No line is longer than the paper is wide. */
final class ReceiptText {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final int width;
  private final Words words;
  private final ZoneId zone;
  private final List<String> lines = new ArrayList<>();

  ReceiptText(int width, Words words, ZoneId zone) {
    this.width = width;
    this.words = words;
    this.zone = zone;
  }

  String print(Receipt receipt, String footer) {
    centre(receipt.getShopName());
    centre(receipt.getShopAddress());
    centreLabelled(words.taxNumber(), receipt.getTaxNumber());
    centre(receipt.getReceiptNumber());
    centre(TIME.format(completedAt(receipt).atZone(zone)));
    rule();
    if (!receipt.getTable().isEmpty() || !receipt.getEmployeeName().isEmpty()) {
      labelled(words.table(), receipt.getTable());
      labelled(words.cashier(), receipt.getEmployeeName());
      rule();
    }
    receipt.getItemsList().forEach(this::item);
    rule();
    sums(receipt);
    rule();
    amountUnlessZero(words.rounding(), receipt.getCashRoundingTotal());
    receipt.getPaymentsList().forEach(this::payment);
    amountUnlessZero(words.tip(), receipt.getTipTotal());
    amountUnlessZero(words.change(), receipt.getChangeTotal());
    if (!footer.isEmpty()) {
      lines.add("");
      centre(footer);
    }
    return String.join("\n", lines) + "\n";
  }

  private static Instant completedAt(Receipt receipt) {
    return Instant.ofEpochMilli(Timestamps.toMillis(receipt.getCompletedAt()));
  }

  private void item(OrderItem item) {
    boolean named = !item.getVariantName().isEmpty();
    wrap(named ? item.getProductName() + " - " + item.getVariantName() : item.getProductName());
    item.getModifiersList().forEach(this::modifier);
    String times =
        "  %s x %s"
            .formatted(
                words.quantity(item.getQuantity(), item.getUnitDecimals()),
                words.amount(item.getUnitPrice()));
    pair(times, words.amount(item.getGross()));
    if (!item.getNotes().isEmpty()) {
      wrap("  " + item.getNotes());
    }
  }

  private void modifier(OrderItem.Modifier modifier) {
    Money delta = modifier.getPriceDelta();
    String price = delta.getAmount() == 0 ? "" : " (%s)".formatted(words.amount(delta));
    wrap("  + " + modifier.getName() + price);
  }

  private void sums(Receipt receipt) {
    amount(words.subtotal(), receipt.getSubtotal());
    if (receipt.getDiscountTotal().getAmount() != 0) {
      pair(words.discount(), "-" + words.amount(receipt.getDiscountTotal()));
    }
    receipt
        .getServiceChargesList()
        .forEach(
            charge ->
                amount(
                    label(charge.getName(), charge.getRatePpm(), charge.getInclusive()),
                    charge.getAmount()));
    receipt
        .getTaxesList()
        .forEach(
            tax ->
                amount(
                    label(tax.getName(), tax.getRatePpm(), tax.getInclusive()), tax.getAmount()));
    pair(words.total() + " " + receipt.getTotal().getCurrency(), words.amount(receipt.getTotal()));
  }

  private String label(String name, long ratePpm, boolean inclusive) {
    String rate = ratePpm == 0 ? name : name + " " + words.percent(ratePpm);
    return inclusive ? "%s (%s)".formatted(rate, words.included()) : rate;
  }

  private void payment(Payment payment) {
    amount(words.tender(payment), payment.getTendered());
    labelled("  " + words.reference(), payment.getReference());
  }

  private void amountUnlessZero(String label, Money money) {
    if (money.getAmount() != 0) {
      amount(label, money);
    }
  }

  private void amount(String label, Money money) {
    pair(label, words.amount(money));
  }

  private void rule() {
    lines.add("-".repeat(width));
  }

  private void centre(String text) {
    text.lines()
        .filter(line -> !line.isEmpty())
        .flatMap(line -> chunks(line).stream())
        .forEach(chunk -> lines.add(" ".repeat((width - length(chunk)) / 2) + chunk));
  }

  private void centreLabelled(String label, String text) {
    if (!text.isEmpty()) {
      centre(label + " " + text);
    }
  }

  private void labelled(String label, String text) {
    if (!text.isEmpty()) {
      wrap(label + " " + text);
    }
  }

  private void wrap(String text) {
    text.lines().forEach(line -> lines.addAll(chunks(line)));
  }

  /** Left and right on one line, or below each other where that is too narrow. */
  private void pair(String left, String right) {
    int space = width - length(left) - length(right);
    if (space < 1) {
      wrap(left);
      lines.add(" ".repeat(Math.max(0, width - length(right))) + right);
    } else {
      lines.add(left + " ".repeat(space) + right);
    }
  }

  /** The text in lines that fit: broken at a space where there is one, else wherever it must be. */
  private List<String> chunks(String text) {
    List<String> chunks = new ArrayList<>();
    int[] points = text.codePoints().toArray();
    int from = 0;
    while (points.length - from > width) {
      int end = from + width;
      while (end > from && points[end] != ' ') {
        end--;
      }
      boolean noWord = new String(points, from, end - from).isBlank();
      end = noWord ? from + width : end;
      chunks.add(new String(points, from, end - from));
      from = noWord ? end : end + 1;
    }
    chunks.add(new String(points, from, points.length - from));
    return chunks;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
