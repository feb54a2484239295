package id.laris.customer.order;

import id.laris.pos.v1.Event;
import java.util.List;

/** A package that follows the orders of sales, such as the points that they earn. */
public interface OrderFollower {

  /**
   * Applies events of orders of one tenant, in their order, in the transaction that counts them as
   * seen. An event may come once more only where an operator has it repeated; then it must change
   * nothing.
   */
  void follow(List<Event> events);
}
