package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.auth.ServiceKey;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Streams;
import id.laris.pos.v1.FeedServiceGrpc;
import id.laris.pos.v1.WatchTenantsRequest;
import id.laris.pos.v1.WatchTenantsResponse;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.stub.BlockingClientCall;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The services of Laris are told which tenants have new events. */
@EventsTest
class WatchTenantsTest {

  @Autowired TestCalls calls;
  @Autowired Bakery bakery;
  @Autowired ServiceKey serviceKey;
  @Autowired Streams streams;
  @Autowired FeedSignals signals;

  private final UUID tenant = UUID.randomUUID();
  private final UUID cake = UUID.randomUUID();

  @Test
  void firstTheTenantsThatHaveEventsAndThenThoseThatGetSome() throws Exception {
    bakery.bake(tenant, cake);
    BlockingClientCall<?, WatchTenantsResponse> watch = watch();
    readUntil(watch, tenant);
    UUID newcomer = UUID.randomUUID();

    bakery.bake(newcomer, cake);
    readUntil(watch, newcomer);
    bakery.bake(tenant, cake);
    readUntil(watch, tenant);

    watch.cancel("the test is done", null);
    await().until(() -> streams.count() == 1);
  }

  @Test
  void everyTenantComesAgainWhereSignalsMayHaveBeenMissed() throws Exception {
    bakery.bake(tenant, cake);
    BlockingClientCall<?, WatchTenantsResponse> watch = watch();
    readUntil(watch, tenant);

    signals.tellEverybody();
    readUntil(watch, tenant);

    watch.cancel("the test is done", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "events.read", "events.write", "laris.service", "* laris.service"})
  void noScopeOfAUserOpensIt(String scopes) {
    Iterator<WatchTenantsResponse> answers =
        FeedServiceGrpc.newBlockingStub(calls.as(tenant, scopes))
            .watchTenants(WatchTenantsRequest.getDefaultInstance());

    Refusal.of(answers::hasNext).has(Reason.PERMISSION_DENIED);
  }

  private BlockingClientCall<?, WatchTenantsResponse> watch() {
    return FeedServiceGrpc.newBlockingV2Stub(calls.with(serviceKey.credentials(tenant)))
        .watchTenants(WatchTenantsRequest.getDefaultInstance());
  }

  private static void readUntil(BlockingClientCall<?, WatchTenantsResponse> watch, UUID wanted)
      throws Exception {
    Set<String> seen = new HashSet<>();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!seen.contains(wanted.toString())) {
      try {
        WatchTenantsResponse message = watch.read(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(message).isNotNull();
        seen.addAll(message.getTenantIdsList());
      } catch (TimeoutException e) {
        throw new AssertionError("it was not named within five seconds", e);
      }
    }
  }
}
