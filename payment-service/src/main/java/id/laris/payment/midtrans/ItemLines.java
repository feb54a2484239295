package id.laris.payment.midtrans;

import id.laris.common.money.AmountOverflow;
import id.laris.common.money.Amounts;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.pos.v1.ChargeItem;
import java.util.List;

/**
 * The item lines that the gateway shows to the customer. The gateway refuses a payment whose lines
 * do not sum to its amount exactly, so where ours would not there is one line with the amount.
 */
final class ItemLines {

  static final int MAX_LINES = 200;
  private static final int MAX_LENGTH = 50;

  private ItemLines() {}

  /** A line, with its price in whole rupiah. */
  record Line(String id, String name, long price, int quantity) {}

  static List<Line> of(GatewayCharge charge) {
    List<ChargeItem> items = charge.items();
    boolean fit =
        !items.isEmpty()
            && items.size() <= MAX_LINES
            && items.stream().allMatch(ItemLines::isSendable)
            && sum(items) == charge.amount();
    return fit ? items.stream().map(ItemLines::line).toList() : List.of(whole(charge.amount()));
  }

  /** Returns one line with the whole amount. */
  static Line whole(long amount) {
    return new Line("", "Total", Rupiah.ofMinor(amount), 1);
  }

  private static boolean isSendable(ChargeItem item) {
    return Rupiah.isWhole(item.getPrice()) && item.getQuantity() >= 1 && !item.getName().isBlank();
  }

  /** Returns 0, which no payment has, where the sum overflows. */
  private static long sum(List<ChargeItem> items) {
    try {
      long sum = 0;
      for (ChargeItem item : items) {
        sum = Amounts.add(sum, Amounts.multiply(item.getPrice(), (long) item.getQuantity()));
      }
      return sum;
    } catch (AmountOverflow e) {
      return 0;
    }
  }

  private static Line line(ChargeItem item) {
    return new Line(
        clean(item.getId()),
        clean(item.getName()),
        Rupiah.ofMinor(item.getPrice()),
        item.getQuantity());
  }

  /** Replaces bars, which the gateway takes for the end of a field. */
  private static String clean(String text) {
    return MidtransBody.truncate(text.replace('|', '/'), MAX_LENGTH);
  }
}
