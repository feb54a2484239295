package id.laris.customer.purchase;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;
import static id.laris.events.types.SalesEvents.RETURN_CREATED;

import id.laris.customer.order.OrderFollower;
import id.laris.pos.v1.Event;
import java.util.List;
import org.springframework.stereotype.Component;

/** Books the orders that sales completes, and the goods of them that come back. */
@Component
class PurchaseFollower implements OrderFollower {

  private final PurchaseBook book;

  PurchaseFollower(PurchaseBook book) {
    this.book = book;
  }

  @Override
  public void follow(List<Event> events) {
    book.add(
        events.stream().filter(ORDER_COMPLETED::matches).map(ORDER_COMPLETED::payloadOf).toList());
    book.takeBack(
        events.stream()
            .filter(RETURN_CREATED::matches)
            .map(event -> RETURN_CREATED.payloadOf(event).getSalesReturn())
            .toList());
  }
}
