package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import id.laris.client.LarisClient;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.testkit.LarisTest;
import id.laris.testkit.TestCalls;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A connection whose far end is gone without a word is noticed, and made anew. */
@LarisTest
@Import(Network.class)
@Timeout(240)
class HalfOpenConnectionsTest {

  private static final DeafProxy CATALOG = proxy();

  private final UUID tenant = UUID.randomUUID();

  @Autowired TestCalls calls;
  @Autowired Network network;

  @DynamicPropertySource
  static void catalogBehindTheProxy(DynamicPropertyRegistry properties) {
    properties.add("pos.target.catalog", () -> "dns:///127.0.0.1:" + CATALOG.port());
  }

  private static DeafProxy proxy() {
    try {
      return new DeafProxy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void close() throws IOException {
    CATALOG.close();
  }

  @Test
  void aServiceReachesAnotherAgain() {
    CATALOG.leadTo(network.port());
    SalesServiceBlockingStub till = SalesServiceGrpc.newBlockingStub(calls.as(tenant));
    AddOrderItemRequest item =
        AddOrderItemRequest.newBuilder()
            .setOrderId(
                till.createOrder(CreateOrderRequest.getDefaultInstance()).getOrder().getId())
            .setVariantId(TinyCatalog.variant(calls.as(tenant)))
            .setQuantity(1)
            .build();
    assertThat(till.addOrderItem(item).getOrder().getItemsCount()).isEqualTo(1);

    CATALOG.becomeDeaf();

    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreException(StatusRuntimeException.class)
        .until(() -> till.addOrderItem(item).hasOrder());
  }

  @Test
  void aCallOfAToolEndsBeforeItsDeadline() throws IOException {
    try (DeafProxy proxy = new DeafProxy();
        LarisClient laris = LarisClient.to("127.0.0.1:" + proxy.port(), Duration.ofSeconds(60))) {
      proxy.leadTo(network.port());
      CheckRequest check = CheckRequest.getDefaultInstance();
      assertThat(laris.health().check(check).getVersion()).isNotEmpty();

      proxy.becomeDeaf();

      StatusRuntimeException lost =
          catchThrowableOfType(StatusRuntimeException.class, () -> laris.health().check(check));
      assertThat(lost.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(laris.health().check(check).getVersion()).isNotEmpty();
    }
  }
}
