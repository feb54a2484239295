package id.laris.sales.returns;

import id.laris.common.db.EventType;
import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.events.types.Anonymous;
import id.laris.events.types.SalesEvents;
import id.laris.pos.v1.ReturnChange;
import id.laris.sales.order.Orders;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Writes the events of a return, in the transaction of the change and once that is stored. The
 * payload is the return after the change, and what remains of its order.
 */
@Component
class ReturnEvents {

  private final Orders orders;
  private final Returns returns;
  private final Outbox outbox;

  ReturnEvents(Orders orders, Returns returns, Outbox outbox) {
    this.orders = orders;
    this.returns = returns;
    this.outbox = outbox;
  }

  void created(Return made) {
    add(SalesEvents.RETURN_CREATED, made);
  }

  void completed(Return made) {
    add(SalesEvents.RETURN_COMPLETED, made);
  }

  void refundFailed(Return made) {
    add(SalesEvents.RETURN_REFUND_FAILED, made);
  }

  void refundRetried(Return made) {
    add(SalesEvents.RETURN_REFUND_RETRIED, made);
  }

  private void add(EventType<ReturnChange> type, Return made) {
    ReturnChange change =
        ReturnChange.newBuilder()
            .setSalesReturn(ReturnProtos.toProto(made))
            .setRemaining(
                Anonymous.order(
                    RemainingOrder.of(orders.get(made.orderId()), returns.ofOrder(made.orderId()))))
            .build();
    outbox.addAll(List.of(NewEvent.of(type, made.id(), made.version(), change)));
  }
}
