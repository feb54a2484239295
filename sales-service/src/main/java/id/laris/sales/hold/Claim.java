package id.laris.sales.hold;

import id.laris.sales.order.Order;

/** A request to one holder, for one order. */
public record Claim<W>(Holder<W> holder, W wanted) {

  void take(HoldKey key) {
    holder.take(key, wanted);
  }

  void handOver(HoldKey key, Order order) {
    holder.handOver(key, wanted, order);
  }
}
