package id.laris.staff.audit;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.events.EventConsumer;
import id.laris.pos.v1.Event;
import id.laris.staff.StaffModule;
import java.util.List;
import java.util.Set;

/** Writes every event of one service into the audit. */
final class AuditConsumer implements EventConsumer {

  private final EventTypes events;
  private final AuditTrail trail;

  AuditConsumer(EventTypes events, AuditTrail trail) {
    this.events = events;
    this.trail = trail;
  }

  @Override
  public String name() {
    return "staff.audit-of-" + producer();
  }

  @Override
  public String producer() {
    return events.service();
  }

  @Override
  public String service() {
    return StaffModule.SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.copyOf(events.all());
  }

  /**
   * One: the chain of a tenant grows by one at a time, and there is a consumer for each service.
   */
  @Override
  public int workers() {
    return 1;
  }

  @Override
  public void apply(List<Event> events) {
    trail.add(producer(), events);
  }
}
