package id.laris.sales.stock;

import id.laris.sales.order.Order;

/** Stock that is held for an order while the order is stored. */
@FunctionalInterface
public interface StockHold {

  /** Of an order that takes nothing from stock. */
  StockHold NONE = order -> {};

  /**
   * Hands the hold to the order, in the transaction that stores it: both are there, or neither.
   *
   * @throws id.laris.sales.order.LookAgain where the attempt was given up meanwhile
   */
  void handTo(Order order);
}
