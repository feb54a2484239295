package id.laris.sales.order;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Payment.Type;

/**
 * The amounts of a tender towards an order: {@code tendered = amount + tip + rounding + change}.
 * Cash above the amount left to pay is change; other tenders may not exceed it. An amount that is
 * pending at the payment gateway cannot be paid by other payments.
 *
 * <p>Cash that settles an order owes the rounded rest, {@link OrderBalance#cashDue}: it pays the
 * rest, and the difference is its rounding. It settles the order if the amount is at least the rest
 * or at least the rounded rest, whichever is less. Then the cash handed over must cover the rounded
 * rest, so that the drawer of a till that does not know of rounding is never short unnoticed. A
 * smaller amount is a part of the rest, and not rounded.
 *
 * @param amount the amount that it pays of the order
 */
public record TenderAmounts(long amount, long tendered, long rounding, long change) {

  static TenderAmounts of(PaymentRequest wanted, Order order) {
    long payable = order.balance().payable();
    boolean cash = wanted.type() == Type.CASH;
    if (payable == 0 || (wanted.amount() > payable && !cash)) {
      throw exceedsBalance(wanted.amount(), order);
    }
    long offered = Amounts.add(wanted.amount(), wanted.tip());
    long tendered = wanted.tendered() == 0 ? offered : wanted.tendered();
    if (tendered < offered || (tendered > offered && !cash)) {
      throw Errors.invalid(
          wanted.path() + "tendered",
          "must be at least amount plus tip, and may only be more for cash");
    }
    long owed = cash ? order.balance().cashDue() : payable;
    boolean settles = wanted.amount() >= Math.min(payable, owed);
    if (settles && tendered - wanted.tip() < owed) {
      throw lessThanRounded(order, owed);
    }
    long amount = settles ? payable : wanted.amount();
    long rounding = settles ? owed - payable : 0;
    return new TenderAmounts(
        amount, tendered, rounding, tendered - amount - wanted.tip() - rounding);
  }

  private static PosException lessThanRounded(Order order, long cashDue) {
    return Errors.of(
            Reason.INSUFFICIENT_PAYMENT,
            "The location rounds cash, and %d is due in cash: pay that amount, or send in tendered the cash handed over."
                .formatted(cashDue))
        .with("total", order.total())
        .with("paid", order.balance().paid())
        .with("due", order.balance().due())
        .with("cash_due", cashDue);
  }

  private static PosException exceedsBalance(long amount, Order order) {
    return Errors.of(Reason.PAYMENT_EXCEEDS_BALANCE, excessReason(order))
        .with("due", order.balance().due())
        .with("pending", order.balance().pending())
        .with("amount", amount);
  }

  private static String excessReason(Order order) {
    if (order.balance().pending() > 0) {
      return "%d of the %d due is pending at the payment gateway: pay at most the rest, or void the pending payment first."
          .formatted(order.balance().pending(), order.balance().due());
    }
    return order.balance().due() == 0
        ? "Nothing is due: complete the order."
        : "Only cash may exceed the amount due: pay at most the amount due.";
  }
}
