package id.laris.inventory;

import id.laris.pos.v1.StockCount.Scope;

/**
 * A change of the stock of a tenant. Its location, variant, order or count is a number, taken
 * modulo the existing ones, so that any history makes sense. Its delay is in minutes.
 */
sealed interface StockAction {

  record AddGoods(int location, int variant, long quantity, long cost, int minutesLate)
      implements StockAction {}

  record TakeGoods(int location, int variant, long quantity, boolean damaged, int minutesLate)
      implements StockAction {}

  /** An order of one variant, and of another one. */
  record Reserve(int location, int variant, long quantity, long otherQuantity)
      implements StockAction {}

  record Release(int order) implements StockAction {}

  record Sell(int order, int minutesLate) implements StockAction {}

  /** Time passes, and background jobs run. */
  record LetTimePass(int hours) implements StockAction {}

  record StartCount(int location, Scope scope) implements StockAction {}

  record SubmitCount(int count, int variant, long quantity, int minutesLate)
      implements StockAction {}

  record FinalizeCount(int count) implements StockAction {}

  record CancelCount(int count) implements StockAction {}

  /** Goods are sent from one location to the other. */
  record Send(int from, int variant, long quantity) implements StockAction {}

  /** Some of the shipped goods arrive, as far as they are still on their way. */
  record Arrive(int transfer, long good, long damaged, long returned) implements StockAction {}

  record TakeBack(int transfer) implements StockAction {}

  record Buy(int location, int variant, long quantity, long packCost) implements StockAction {}

  /**
   * Some of the ordered goods are delivered, as far as they are still to arrive; at another cost if
   * it is above 0.
   */
  record Deliver(int purchase, long quantity, long packCost) implements StockAction {}
}
