package id.laris.sales.order;

import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Payment.Type;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The balance of an order: the amounts that are paid, pending, and left to pay. */
public final class OrderBalance {

  private final Order order;

  OrderBalance(Order order) {
    this.order = order;
  }

  /** Returns the part of the total that valid payments have paid. */
  public long paid() {
    return sum(OrderPayment::isCaptured, OrderPayment::counted);
  }

  public long due() {
    return order.total() - paid();
  }

  /** Returns the amount that is pending at the gateway. */
  public long pending() {
    return sum(OrderPayment::isPending, OrderPayment::amount);
  }

  /** Returns the amount that another payment may have at most. */
  public long payable() {
    return due() - pending();
  }

  /**
   * Returns the amount still due if it is paid in cash. The location rounds the cash part of the
   * order as a whole: the amount left to pay plus the cash taken before, less the cash of these
   * that is in the till. So the number of cash payments makes no difference.
   */
  public long cashDue() {
    long payable = payable();
    if (order.location() == null || payable == 0) {
      return payable;
    }
    Predicate<OrderPayment> cash = any -> any.isCaptured() && any.type() == Type.CASH;
    long paidInCash = sum(cash, OrderPayment::amount);
    long inTill = sum(cash, payment -> payment.amount() + payment.amounts().rounding());
    long rounded = order.roundCash(Amounts.add(payable, paidInCash));
    return Math.max(0, rounded - inTill);
  }

  /** Refuses an order that is not paid. */
  void requireSettled() {
    if (due() > 0) {
      throw Errors.of(
              Reason.INSUFFICIENT_PAYMENT,
              "%d of %d is still due: add a payment first.".formatted(due(), order.total()))
          .with("total", order.total())
          .with("paid", paid())
          .with("pending", pending())
          .with("due", due());
    }
  }

  private long sum(Predicate<OrderPayment> which, ToLongFunction<OrderPayment> amount) {
    return order.payments().stream().filter(which).mapToLong(amount).reduce(0, Amounts::add);
  }
}
