package id.laris.events;

import id.laris.common.Caller;
import id.laris.common.db.EventType;
import id.laris.pos.v1.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A consumer that writes a ticket for each event, and fails where a test wants it to. */
final class Kitchen implements EventConsumer {

  static final String SERVICE = "test.KitchenService";
  static final String NAME = "kitchen.cakes";

  /** A cake of this name needs no ticket. */
  static final String TASTED = "tasted";

  private final JdbcClient jdbc;
  private final Map<UUID, Consumer<List<Event>>> troubles = new ConcurrentHashMap<>();

  Kitchen(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Runs this after the tickets of a batch are written, in its transaction. */
  void trouble(UUID tenantId, Consumer<List<Event>> trouble) {
    troubles.put(tenantId, trouble);
  }

  void noTrouble(UUID tenantId) {
    troubles.remove(tenantId);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String producer() {
    return "bakery";
  }

  @Override
  public String service() {
    return SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.of(Bakery.BAKED);
  }

  @Override
  public boolean concerns(Event event) {
    return !Bakery.BAKED.payloadOf(event).getName().equals(TASTED);
  }

  @Override
  public void apply(List<Event> events) {
    UUID tenantId = Caller.current().tenantId();
    jdbc.sql(
            """
            insert into kitchen.ticket (tenant_id, event_id, cake_id, sequence)
            select :tenant, cast(event as uuid), cast(cake as uuid), cast(sequence as bigint)
            from unnest(cast(:events as text[]), cast(:cakes as text[]), cast(:sequences as text[]))
              with ordinality as ticket (event, cake, sequence, place)
            order by place
            """)
        .param("tenant", tenantId)
        .param("events", events.stream().map(Event::getId).toArray(String[]::new))
        .param("cakes", events.stream().map(Event::getAggregateId).toArray(String[]::new))
        .param(
            "sequences",
            events.stream()
                .map(event -> String.valueOf(event.getSequence()))
                .toArray(String[]::new))
        .update();
    troubles.getOrDefault(tenantId, batch -> {}).accept(events);
  }
}
