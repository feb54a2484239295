package id.laris.payment.midtrans;

import id.laris.payment.gateway.GatewayCharge;
import id.laris.pos.v1.ChargeItem;
import java.util.List;

/**
 * The lines that the customer sees of what is paid for. The gateway refuses the payment where they
 * do not sum to it exactly, so where ours would not there is one line with the amount.
 */
final class ItemLines {

  static final int MAX_LINES = 200;
  private static final int MAX_LENGTH = 50;

  private ItemLines() {}

  /** A line; the price is in whole rupiah. */
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

  /** All of it in one line. */
  static Line whole(long amount) {
    return new Line("", "Total", Rupiah.ofMinor(amount), 1);
  }

  private static boolean isSendable(ChargeItem item) {
    return Rupiah.isWhole(item.getPrice()) && item.getQuantity() >= 1 && !item.getName().isBlank();
  }

  /** 0, which no payment has, where the sum is beyond all counting. */
  private static long sum(List<ChargeItem> items) {
    try {
      long sum = 0;
      for (ChargeItem item : items) {
        sum = Math.addExact(sum, Math.multiplyExact(item.getPrice(), (long) item.getQuantity()));
      }
      return sum;
    } catch (ArithmeticException e) {
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

  /** The gateway's own books take a bar for the end of a field. */
  private static String clean(String text) {
    return Cut.to(text.replace('|', '/'), MAX_LENGTH);
  }
}
