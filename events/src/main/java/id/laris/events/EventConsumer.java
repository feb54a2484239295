package id.laris.events;

import id.laris.common.db.EventType;
import id.laris.pos.v1.Event;
import java.util.List;
import java.util.Set;

/**
 * The reaction of a service to events of another service. A bean of this type is run by {@link
 * ConsumerEngine}: each event is applied once, in the order of its aggregate, whatever crashes.
 */
public interface EventConsumer {

  /** Its name, such as {@code inventory.orders}: it names the cursor, so it must never change. */
  String name();

  /** The service whose feed it reads, as {@code pos.target} names it, such as {@code sales}. */
  String producer();

  /**
   * Full name of the gRPC service that it works for, such as {@code pos.v1.InventoryService}: its
   * cursor and its effects are in that one's schema.
   */
  String service();

  /** The types of the events that it wants; at least one. */
  Set<EventType<?>> types();

  /** The names of the types. */
  default List<String> typeNames() {
    return types().stream().map(EventType::name).toList();
  }

  /** The number of tenants whose events may be applied at a time; each needs a connection. */
  default int workers() {
    return 4;
  }

  /**
   * Returns whether applying the event may change anything. One that does not concern the consumer
   * costs no transaction: it is passed like the types that nobody asked for.
   */
  default boolean concerns(Event event) {
    return true;
  }

  /**
   * Applies events of one tenant that concern it, in their order, in the transaction that moves the
   * cursor behind them. An exception rolls everything back; then it is tried again, and an event
   * that keeps failing is parked. It calls no other service.
   */
  void apply(List<Event> events);
}
