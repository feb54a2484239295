package id.laris.inventory.count;

import id.laris.common.db.EventType;
import id.laris.common.db.Outbox;
import id.laris.events.types.InventoryEvents;
import id.laris.pos.v1.StockCount;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the events of counts. */
@Component
class CountEvents {

  private final Outbox outbox;
  private final CountView view;

  CountEvents(Outbox outbox, CountView view) {
    this.outbox = outbox;
    this.view = view;
  }

  void started(Count count) {
    add(InventoryEvents.STOCK_COUNT_STARTED, count, List.of());
  }

  void finalized(Count count, List<CountedLine> lines) {
    add(InventoryEvents.STOCK_COUNT_FINALIZED, count, lines);
  }

  void cancelled(Count count) {
    add(InventoryEvents.STOCK_COUNT_CANCELLED, count, List.of());
  }

  void expired(Count count) {
    add(InventoryEvents.STOCK_COUNT_EXPIRED, count, List.of());
  }

  private void add(EventType<StockCount> type, Count count, List<CountedLine> lines) {
    outbox.add(type, count, view.inEvent(count, lines));
  }
}
