package id.laris.sales.hold;

import id.laris.sales.order.Order;

/**
 * Holds something for an order in another service: stock, the points of rewards, the balances that
 * pay. One sale may need several of them.
 *
 * <p>Every call may be repeated. Remote calls are made while no transaction is open.
 *
 * @param <W> what it can be asked to hold
 */
public interface Holder<W> {

  /** Its name in the notes of attempts, where it stays: it never changes. */
  String name();

  /**
   * Holds what is wanted, in place of what it holds for the order under an older revision.
   *
   * @throws io.grpc.StatusRuntimeException where it refuses
   * @throws id.laris.sales.order.ConcurrentOrderChange where the attempt was overtaken by another
   * @throws id.laris.common.errors.PosException where it cannot be reached, and may hold it anyway
   */
  void take(HoldKey key, W wanted);

  /** Records the hold in the order, in the transaction that stores the order. */
  void handOver(HoldKey key, W wanted, Order order);

  /**
   * Releases the holds of this key or an older revision, and refuses attempts with either that come
   * late.
   */
  void release(HoldKey key);
}
