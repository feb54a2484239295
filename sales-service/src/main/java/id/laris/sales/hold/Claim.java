package id.laris.sales.hold;

import id.laris.sales.order.Order;

/** What one holder is asked to hold for an order. */
public record Claim<W>(Holder<W> holder, W wanted) {

  void take(HoldKey key) {
    holder.take(key, wanted);
  }

  void handOver(HoldKey key, Order order) {
    holder.handOver(key, wanted, order);
  }
}
