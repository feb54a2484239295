package id.laris.inventory.count;

import id.laris.common.db.Outbox;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells others what becomes of counts. */
@Component
class CountEvents {

  private final Outbox outbox;
  private final CountView view;

  CountEvents(Outbox outbox, CountView view) {
    this.outbox = outbox;
    this.view = view;
  }

  void started(Count count) {
    add("StockCountStarted", count, List.of());
  }

  void finalized(Count count, List<Line> lines) {
    add("StockCountFinalized", count, lines);
  }

  void cancelled(Count count) {
    add("StockCountCancelled", count, List.of());
  }

  void expired(Count count) {
    add("StockCountExpired", count, List.of());
  }

  private void add(String type, Count count, List<Line> lines) {
    outbox.add(type, "StockCount", count.id(), count.version(), view.inEvent(count, lines));
  }
}
