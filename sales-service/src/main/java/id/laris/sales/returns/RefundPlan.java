package id.laris.sales.returns;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Payment.Type;
import id.laris.pos.v1.WantedRefund;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Decides in which tenders the money of a return goes back: to the payments in the order in which
 * they were taken, or as the request wants it, and never more than each has paid. Store credit may
 * take the place of any of them, because the shop keeps the money then.
 */
final class RefundPlan {

  private final Order order;
  private final List<RefundablePayment> payments;

  RefundPlan(Order order, List<Return> earlier) {
    this.order = order;
    this.payments =
        order.payments().stream()
            .filter(OrderPayment::isCaptured)
            .map(payment -> new RefundablePayment(payment, earlier))
            .toList();
  }

  List<RefundablePayment> payments() {
    return payments;
  }

  /**
   * @param total the amount to give back
   */
  List<Refund> give(long total, List<WantedRefund> wanted) {
    List<Refund> refunds = new ArrayList<>();
    if (wanted.isEmpty()) {
      return share(total, Choice.ANY, givingBack(false));
    }
    long sum = wanted.stream().mapToLong(WantedRefund::getAmount).reduce(0, Amounts::add);
    if (sum != total) {
      throw Errors.invalid(
          "refunds", "are %d in all, and %d is to be given back".formatted(sum, total));
    }
    for (int i = 0; i < wanted.size(); i++) {
      give(wanted.get(i), "refunds[%d]".formatted(i), refunds);
    }
    return List.copyOf(refunds);
  }

  private void give(WantedRefund wanted, String path, List<Refund> refunds) {
    Type type = wanted.getPaymentType();
    boolean byId = !wanted.getPaymentId().isEmpty();
    if (byId == (type != Type.TYPE_UNSPECIFIED)) {
      throw Errors.invalid(path + ".payment_id", "or payment_type is required, and not both");
    }
    if (byId) {
      UUID paymentId = order.payment(Ids.parse(wanted.getPaymentId())).id();
      Choice choice =
          new Choice(any -> any.payment().id().equals(paymentId), "payment_id", paymentId);
      refunds.addAll(share(wanted.getAmount(), choice, givingBack(wanted.getByHand())));
    } else if (type == Type.STORE_CREDIT) {
      if (order.customer().id() == null) {
        throw Errors.invalid(
            path + ".payment_type", "needs an order with a customer, who gets the credit");
      }
      refunds.add(Refund.storeCredit(wanted.getAmount()));
    } else {
      Choice choice = new Choice(any -> any.isOf(type), "payment_type", type);
      refunds.addAll(share(wanted.getAmount(), choice, givingBack(wanted.getByHand())));
    }
  }

  /** Pays with an amount for other goods: no money moves. Give back first what is to be given. */
  List<Refund> exchange(long amount) {
    return share(amount, Choice.ANY, RefundablePayment::exchange);
  }

  /** Some of the payments, and what chose them. */
  private record Choice(Predicate<RefundablePayment> which, String by, Object value) {

    static final Choice ANY = new Choice(any -> true, "payment_type", "any");
  }

  /** Takes an amount of a payment, at most what is left of it. */
  private interface Taking {
    Refund take(RefundablePayment payment, long amount);
  }

  private Taking givingBack(boolean byHand) {
    return (payment, amount) -> payment.give(amount, order, byHand);
  }

  private List<Refund> share(long amount, Choice choice, Taking taking) {
    List<RefundablePayment> chosen = payments.stream().filter(choice.which()).toList();
    long refundable = chosen.stream().mapToLong(RefundablePayment::left).reduce(0, Amounts::add);
    if (amount > refundable) {
      throw notRefundable(amount, refundable).with(choice.by(), choice.value());
    }
    List<Refund> refunds = new ArrayList<>();
    long due = amount;
    for (RefundablePayment payment : chosen) {
      long part = Math.min(due, payment.left());
      if (part > 0) {
        refunds.add(taking.take(payment, part));
        due -= part;
      }
    }
    return refunds;
  }

  private PosException notRefundable(long amount, long refundable) {
    return Errors.of(
            Reason.PAYMENT_NOT_REFUNDABLE,
            "%d of the payments can be refunded, not %d: choose other payments, or store credit."
                .formatted(refundable, amount))
        .with("order_id", order.id())
        .with("amount", amount)
        .with("refundable", refundable);
  }
}
