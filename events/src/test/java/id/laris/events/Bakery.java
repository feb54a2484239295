package id.laris.events;

import id.laris.common.background.Background;
import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.common.db.Writes;
import id.laris.pos.v1.Category;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service whose changes are events: a cake that is baked or eaten, each time a version more. */
final class Bakery {

  static final String SERVICE = "test.BakeryService";
  private static final EventTypes.Aggregate<Category> CAKES =
      new EventTypes("bakery").aggregate("Cake", Category.getDefaultInstance());
  static final EventType<Category> BAKED = CAKES.event("CakeBaked", "A cake was baked.");
  static final EventType<Category> EATEN = CAKES.event("CakeEaten", "A cake was eaten.");

  private final Background background;
  private final Writes writes;
  private final Outbox outbox;
  private final JdbcClient jdbc;

  Bakery(Background background, Writes writes, Outbox outbox, JdbcClient jdbc) {
    this.background = background;
    this.writes = writes;
    this.outbox = outbox;
    this.jdbc = jdbc;
  }

  /** Does something in a transaction of this service, for a tenant. */
  void inTransaction(UUID tenantId, Runnable work) {
    inTransaction(SERVICE, tenantId, work);
  }

  void inTransaction(String service, UUID tenantId, Runnable work) {
    background.run(
        tenantId,
        service,
        "test",
        () ->
            writes.run(
                () -> {
                  work.run();
                  return true;
                }));
  }

  void bake(UUID tenantId, UUID cakeId) {
    inTransaction(tenantId, () -> change(tenantId, cakeId, BAKED));
  }

  void eat(UUID tenantId, UUID cakeId) {
    inTransaction(tenantId, () -> change(tenantId, cakeId, EATEN));
  }

  /** Bakes a cake for the baker alone: it does not concern the kitchen. */
  void taste(UUID tenantId, UUID cakeId) {
    inTransaction(
        tenantId,
        () ->
            outbox.addAll(
                List.of(
                    NewEvent.of(
                        BAKED, cakeId, touch(tenantId, cakeId), payload(cakeId, Kitchen.TASTED)))));
  }

  /** Bakes cakes, locked in the order of the list, and rolls that back if they burn. */
  void change(UUID tenantId, List<UUID> cakeIds, boolean burnt) {
    inTransaction(
        tenantId,
        () -> {
          cakeIds.forEach(cakeId -> change(tenantId, cakeId, BAKED));
          if (burnt) {
            throw new IllegalArgumentException("burnt");
          }
        });
  }

  /** Changes a cake in the open transaction: locks it, increments its version, writes an event. */
  long change(UUID tenantId, UUID cakeId, EventType<Category> type) {
    long version = touch(tenantId, cakeId);
    tell(cakeId, version, type);
    return version;
  }

  /** Locks the cake until the transaction ends. */
  long touch(UUID tenantId, UUID cakeId) {
    return jdbc.sql(
            """
            insert into bakery.cake as cake (tenant_id, id, version) values (?, ?, 1)
            on conflict (tenant_id, id) do update set version = cake.version + 1
            returning version
            """)
        .params(tenantId, cakeId)
        .query(Long.class)
        .single();
  }

  void tell(UUID cakeId, long version, EventType<Category> type) {
    outbox.addAll(List.of(NewEvent.of(type, cakeId, version, payload(cakeId, ""))));
  }

  /** Creates cakes, with all their events in one statement. */
  void bakeMany(UUID tenantId, int cakes, int payloadBytes) {
    String text = "x".repeat(payloadBytes);
    inTransaction(
        tenantId,
        () ->
            outbox.addAll(
                java.util.stream.Stream.generate(UUID::randomUUID)
                    .limit(cakes)
                    .map(cake -> NewEvent.of(BAKED, cake, 1, payload(cake, text)))
                    .toList()));
  }

  private static Category payload(UUID cakeId, String text) {
    return Category.newBuilder().setId(cakeId.toString()).setName(text).build();
  }

  static List<UUID> cakes(int count) {
    return java.util.stream.Stream.generate(UUID::randomUUID).limit(count).toList();
  }
}
