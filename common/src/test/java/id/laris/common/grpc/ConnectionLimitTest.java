package id.laris.common.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class ConnectionLimitTest {

  private static final int MOST = 2;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ConnectionLimit limit = new ConnectionLimit(MOST, meters);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(ConnectionLimit.class);
  private final List<ManagedChannel> clients = new ArrayList<>();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    logged.start();
    log.addAppender(logged);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new HealthStatusManager().getHealthService());
    limit.customize(builder);
    server = builder.build().start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    clients.forEach(ManagedChannel::shutdownNow);
    server.shutdownNow().awaitTermination();
    limit.destroy();
    log.detachAppender(logged);
  }

  @Test
  void oneMoreIsRefusedUntilOneOfTheOthersEnds() {
    ManagedChannel first = connect();
    ManagedChannel second = connect();
    assertThat(serves(first)).isTrue();
    assertThat(serves(second)).isTrue();

    ManagedChannel third = connect();
    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> serves(third));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(serves(first)).isTrue();
    assertThat(serves(second)).isTrue();
    assertThat(meters.get("laris.connections.open").gauge().value()).isEqualTo(MOST);

    first.shutdownNow();

    assertThat(serves(HealthGrpc.newBlockingStub(third).withWaitForReady())).isTrue();
  }

  @Test
  void manyRefusalsAreOneLine() {
    for (int number = 0; number < MOST; number++) {
      assertThat(serves(connect())).isTrue();
    }

    for (int number = 0; number < 10; number++) {
      ManagedChannel refused = connect();
      assertThat(catchThrowableOfType(StatusRuntimeException.class, () -> serves(refused)))
          .isNotNull();
    }

    assertThat(logged.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .startsWith("connections beyond the 2 of POS_MAX_CONNECTIONS were refused: 1 since");
  }

  private ManagedChannel connect() {
    ManagedChannel client =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", server.getPort(), InsecureChannelCredentials.create())
            .build();
    clients.add(client);
    return client;
  }

  private static boolean serves(ManagedChannel client) {
    return serves(HealthGrpc.newBlockingStub(client));
  }

  private static boolean serves(HealthGrpc.HealthBlockingStub health) {
    return health
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .check(HealthCheckRequest.getDefaultInstance())
            .getStatus()
        == ServingStatus.SERVING;
  }
}
