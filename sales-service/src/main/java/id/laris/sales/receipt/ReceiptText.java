package id.laris.sales.receipt;

import com.google.protobuf.util.Timestamps;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.OrderPoints;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.Receipt;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A receipt for a printer of fixed-width characters. No line is longer than the paper is wide.
 *
 * <p>Names and notes are written by many people: none of them can look like a line of its own. A
 * line feed in a name is a space, the lines of a note are indented, and so is whatever of a text
 * does not fit into its first line.
 */
final class ReceiptText {

  private static final String INDENT = "  ";
  private static final Pattern LINE_FEED = Pattern.compile("\\R");

  /** A name with a gap in it would look like a label with its amount. */
  private static final Pattern GAPS = Pattern.compile("(?<=\\S)\\p{Zs}{2,}");

  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

  /** They print what follows them from right to left, or hide it. */
  private static final Pattern DIRECTIONS =
      Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

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
    String customer = (receipt.getCustomerName() + " " + receipt.getCustomerNumber()).strip();
    if (Stream.of(receipt.getTable(), receipt.getEmployeeName(), customer)
        .anyMatch(text -> !text.isEmpty())) {
      labelled(words.table(), receipt.getTable());
      labelled(words.cashier(), receipt.getEmployeeName());
      labelled(words.customer(), customer);
      rule();
    }
    receipt.getItemsList().forEach(this::item);
    rule();
    sums(receipt);
    rule();
    amountUnlessZero(words.rounding(), receipt.getCashRoundingTotal());
    receipt.getPaymentsList().forEach(payment -> payment(payment, receipt));
    amountUnlessZero(words.tip(), receipt.getTipTotal());
    amountUnlessZero(words.change(), receipt.getChangeTotal());
    points(receipt.getPoints());
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
    LINE_FEED
        .splitAsStream(item.getNotes())
        .filter(note -> !note.isBlank())
        .forEach(note -> wrap(INDENT + note));
  }

  private void modifier(OrderItem.Modifier modifier) {
    Money delta = modifier.getPriceDelta();
    String price = delta.getAmount() == 0 ? "" : " (%s)".formatted(words.amount(delta));
    wrap("  + " + modifier.getName() + price);
  }

  private void sums(Receipt receipt) {
    amount(words.subtotal(), receipt.getSubtotal());
    discounts(receipt);
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
    if (receipt.getPromotionsCount() > 0) {
      amount(words.saved(), receipt.getSavedTotal());
    }
  }

  /** Names each promotion; other discounts are one sum. A waived service charge is in no sum. */
  private void discounts(Receipt receipt) {
    long others = receipt.getDiscountTotal().getAmount();
    for (PromotionResult promotion : receipt.getPromotionsList()) {
      if (promotion.getLinesCount() == 0) {
        wrap(promotion.getName());
      } else {
        pair(promotion.getName(), "-" + words.amount(promotion.getAmount()));
        others -= promotion.getAmount().getAmount();
      }
    }
    if (others != 0) {
      Money money = receipt.getDiscountTotal().toBuilder().setAmount(others).build();
      pair(words.discount(), "-" + words.amount(money));
    }
  }

  private String label(String name, long ratePpm, boolean inclusive) {
    String rate = ratePpm == 0 ? name : name + " " + words.percent(ratePpm);
    return inclusive ? "%s (%s)".formatted(rate, words.included()) : rate;
  }

  private void payment(Payment payment, Receipt receipt) {
    amount(words.tender(payment), payment.getTendered());
    labelled("  " + words.reference(), payment.getReference());
    receipt.getBalancesList().stream()
        .filter(balance -> balance.getPaymentId().equals(payment.getId()))
        .forEach(balance -> amount(INDENT + words.left(), balance.getAvailable()));
  }

  /** Prints nothing where all are 0, as for a customer who takes no part in the program. */
  private void points(OrderPoints points) {
    if (points.getEarned() == 0 && points.getSpent() == 0 && points.getAvailable() == 0) {
      return;
    }
    rule();
    pointsUnlessZero(words.pointsEarned(), points.getEarned());
    pointsUnlessZero(words.pointsSpent(), points.getSpent());
    pair(words.pointsLeft(), words.quantity(points.getAvailable(), 0));
  }

  private void pointsUnlessZero(String label, long points) {
    if (points != 0) {
      pair(label, words.quantity(points, 0));
    }
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
    LINE_FEED
        .splitAsStream(text)
        .filter(line -> !line.isEmpty())
        .flatMap(line -> fitting(line, "").stream())
        .forEach(line -> lines.add(" ".repeat((width - Columns.of(line)) / 2) + line));
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
    lines.addAll(fitting(text, INDENT));
  }

  /** Left and right on one line, or below each other where that is too narrow. */
  private void pair(String label, String right) {
    String left = oneLine(label);
    int space = width - Columns.of(left) - Columns.of(right);
    if (space < 1) {
      wrap(left);
      lines.add(" ".repeat(Math.max(0, width - Columns.of(right))) + right);
    } else {
      lines.add(left + " ".repeat(space) + right);
    }
  }

  /**
   * The text in lines that fit: broken at a space where there is one, else wherever it must be.
   *
   * @param indent of every line but the first
   */
  private List<String> fitting(String text, String indent) {
    List<String> fitting = new ArrayList<>();
    List<String> clusters = Columns.clusters(oneLine(text));
    int from = 0;
    int end = fittingInto(width, clusters, from);
    while (end < clusters.size()) {
      int space = clusters.subList(from, end + 1).lastIndexOf(" ");
      boolean isWord = space > 0 && !join(clusters, from, from + space).isBlank();
      int until = isWord ? from + space : end;
      fitting.add((fitting.isEmpty() ? "" : indent) + join(clusters, from, until));
      from = isWord ? until + 1 : until;
      end = fittingInto(width - indent.length(), clusters, from);
    }
    fitting.add((fitting.isEmpty() ? "" : indent) + join(clusters, from, clusters.size()));
    return fitting;
  }

  /** The end of the clusters that fit into the columns; never none. */
  private static int fittingInto(int columns, List<String> clusters, int from) {
    int left = columns;
    int end = from;
    while (end < clusters.size() && (left -= Columns.ofCluster(clusters.get(end))) >= 0) {
      end++;
    }
    return Math.max(end, Math.min(from + 1, clusters.size()));
  }

  private static String join(List<String> clusters, int from, int end) {
    return String.join("", clusters.subList(from, end));
  }

  private static String oneLine(String text) {
    String line = DIRECTIONS.matcher(CONTROLS.matcher(text).replaceAll(" ")).replaceAll("");
    return GAPS.matcher(line).replaceAll(" ");
  }
}
