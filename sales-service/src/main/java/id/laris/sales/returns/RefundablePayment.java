package id.laris.sales.returns;

import id.laris.common.money.Amounts;
import id.laris.pos.v1.Payment.Type;
import id.laris.sales.order.GatewayPayment;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import java.util.List;

/** A payment of a completed order, and the amount of it that was given back so far. */
final class RefundablePayment {

  private final OrderPayment payment;
  private long refunded;

  RefundablePayment(OrderPayment payment, List<Return> earlier) {
    this.payment = payment;
    List<Refund> refunds =
        earlier.stream()
            .flatMap(made -> made.refunds().stream())
            .filter(refund -> refund.refunds(payment))
            .toList();
    long byReturns = sum(refunds);
    this.refunded = Amounts.add(byReturns, refundedElsewhere(refunds));
  }

  /**
   * Returns the amount that was given back at the gateway without a return. The refunds of returns
   * are among those that the gateway reports, once they are done; it knows nothing of exchanges.
   */
  private long refundedElsewhere(List<Refund> refunds) {
    GatewayPayment gateway = payment.gateway();
    return gateway == null
        ? 0
        : Math.max(
            0,
            gateway.refunded()
                - sum(
                    refunds.stream()
                        .filter(refund -> refund.isDone() && !refund.isExchange())
                        .toList()));
  }

  private static long sum(List<Refund> refunds) {
    return refunds.stream().mapToLong(Refund::amount).reduce(0, Amounts::add);
  }

  OrderPayment payment() {
    return payment;
  }

  boolean isOf(Type type) {
    return payment.type() == type;
  }

  long refunded() {
    return refunded;
  }

  long left() {
    return Math.max(0, payment.amount() - refunded);
  }

  /** Gives an amount of it back, at most what is left. */
  Refund give(long amount, Order order, boolean byHand) {
    boolean inCash = payment.type() == Type.CASH || payment.type() == Type.EXCHANGE;
    long rounding =
        inCash ? inCash(refunded + amount, order) - inCash(refunded, order) - amount : 0;
    refunded += amount;
    return Refund.of(payment, amount, rounding, byHand);
  }

  /** Pays with an amount of it for other goods, at most what is left. */
  Refund exchange(long amount) {
    refunded += amount;
    return Refund.exchange(payment, amount);
  }

  /**
   * Returns the cash that is back once this amount of the payment is: in coins that the location
   * has, and all that was handed over once it is the whole payment. Nothing was handed over for
   * goods that paid.
   */
  private long inCash(long amount, Order order) {
    if (payment.type() == Type.EXCHANGE) {
      return order.roundCash(amount);
    }
    long handedOver = payment.amount() + payment.amounts().rounding();
    if (amount >= payment.amount()) {
      return handedOver;
    }
    return Math.min(handedOver, order.roundCash(amount));
  }
}
