package id.laris.events;

import static org.awaitility.Awaitility.await;

import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import id.laris.testkit.TestCalls;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Prints the number of events that the engine applies in a second, and the delay until a subscriber
 * sees one. It is no test, and is run by {@code -Dtest=FeedMeasurement}.
 */
@EventsTest
class FeedMeasurement {

  private static final int EVENTS = 100_000;

  @Autowired Bakery bakery;
  @Autowired DatabaseSettings database;
  @Autowired TestCalls calls;

  @Test
  void fromCommitToSubscriber() throws Exception {
    UUID tenant = UUID.randomUUID();
    UUID cake = UUID.randomUUID();
    BlockingClientCall<?, SubscribeResponse> stream =
        EventServiceGrpc.newBlockingV2Stub(calls.as(tenant))
            .subscribe(SubscribeRequest.getDefaultInstance());
    List<Long> micros = new ArrayList<>();
    while (micros.size() < 1_000) {
      bakery.bake(tenant, cake);
      long committedAtNanos = System.nanoTime();
      while (!stream.read().hasEvent()) {
        // only the cursor
      }
      micros.add((System.nanoTime() - committedAtNanos) / 1_000);
    }
    stream.cancel("measured", null);
    Collections.sort(micros);
    System.out.printf(
        "subscriber: median %d us, 99%% within %d us%n", micros.get(500), micros.get(990));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1, 4})
  void eventsOf(int tenantCount) {
    Tables tables = new Tables(database);
    List<UUID> tenants = Stream.generate(UUID::randomUUID).limit(tenantCount).toList();
    int each = EVENTS / tenantCount;
    // The engine does not know the events until the tenant is named.
    tenants.forEach(tenant -> tables.insertUnseen("bakery", tenant, each));
    long startedAtNanos = System.nanoTime();
    tenants.forEach(tenant -> bakery.bake(tenant, UUID.randomUUID()));

    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> tenants.stream().allMatch(tenant -> tickets(tables, tenant) == each + 1));

    double seconds = (System.nanoTime() - startedAtNanos) / 1e9;
    System.out.printf(
        "consumer: %d events of %d tenants in %.1f s, %.0f a second%n",
        EVENTS, tenantCount, seconds, EVENTS / seconds);
  }

  private static long tickets(Tables tables, UUID tenant) {
    return tables
        .asOwner()
        .sql("select count(*) from kitchen.ticket where tenant_id = ?")
        .param(tenant)
        .query(Long.class)
        .single();
  }
}
