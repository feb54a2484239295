package id.laris.sales.draft;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import id.laris.common.db.EventType;
import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.events.types.SalesEvents;
import id.laris.pos.v1.DraftChange;
import id.laris.pos.v1.DraftChange.QuantityBefore;
import id.laris.pos.v1.Money;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes the events of changes before an order is finalized, in the transaction of the change. The
 * payload is the request: a draft changes often, and the whole order each time would be much. A
 * line that somebody removes or makes smaller before the customer pays is what owners look for.
 */
@Component
class DraftEvents {

  private final Outbox outbox;

  DraftEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  void created(Message request, Order order) {
    add(SalesEvents.ORDER_CREATED, request, order, LinesBefore.SAME);
  }

  void changed(Message request, Order order, LinesBefore before) {
    add(SalesEvents.ORDER_CHANGED, request, order, before);
  }

  private void add(EventType<DraftChange> type, Message request, Order order, LinesBefore before) {
    DraftChange change =
        DraftChange.newBuilder()
            .setOrderId(order.id().toString())
            .setRequest(Any.pack(request))
            .setTotal(Money.newBuilder().setAmount(order.total()).setCurrency(order.currency()))
            .addAllRemovedItems(
                before.removed().stream()
                    .map(item -> OrderProtos.toProto(item, order.currency()))
                    .toList())
            .addAllQuantitiesBefore(
                before.quantities().entrySet().stream().map(DraftEvents::quantityBefore).toList())
            .build();
    outbox.addAll(List.of(NewEvent.of(type, order.id(), order.version(), change)));
  }

  private static QuantityBefore quantityBefore(Map.Entry<UUID, Long> before) {
    return QuantityBefore.newBuilder()
        .setItemId(before.getKey().toString())
        .setQuantity(before.getValue())
        .build();
  }
}
