package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import id.laris.testkit.TestPostgres;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two processes on one database, of which one comes and goes. */
class ProcessesTest {

  private final DatabaseSettings database = TestPostgres.newDatabase();
  private final String producer = "producer-" + UUID.randomUUID();
  private final UUID tenant = UUID.randomUUID();
  private final UUID cake = UUID.randomUUID();
  private final List<ConfigurableApplicationContext> processes = new ArrayList<>();

  @AfterEach
  void stopAll() {
    processes.forEach(ConfigurableApplicationContext::close);
  }

  @Test
  void overRestartsOfTheProducerEachEventIsAppliedOnceByOneOfTwoConsumers() {
    Tables tables = new Tables(database);
    start("consumer-" + UUID.randomUUID());
    for (int restart = 0; restart < 3; restart++) {
      ConfigurableApplicationContext process = start(producer);
      for (int i = 0; i < 20; i++) {
        process.getBean(Bakery.class).bake(tenant, cake);
      }
      process.close();
    }
    start(producer);

    await().atMost(Duration.ofSeconds(30)).until(() -> tables.sequences(tenant, cake).size() >= 60);
    assertThat(tables.sequences(tenant, cake))
        .isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
    assertThat(tables.parked(tenant)).isZero();
  }

  @Test
  void anEventOfOneProcessIsHeardOfInTheOther() {
    ConfigurableApplicationContext first = start(producer);
    ConfigurableApplicationContext second = start("second-" + UUID.randomUUID());
    await().until(() -> first.getBean(FeedListener.class).isListening());
    ManagedChannel channel = InProcessChannelBuilder.forName(producer).build();
    try (Subscriber subscriber = Subscriber.of(as(tenant, channel), "")) {
      subscriber.awaitCaughtUp();
      second.getBean(Bakery.class).bake(tenant, cake);

      // Without a signal it would look only after ten seconds.
      await().atMost(Duration.ofSeconds(5)).until(() -> subscriber.events().size() == 1);
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void aStopEndsStreamsAtOnceAndTellsThemToComeBack() {
    ConfigurableApplicationContext process = start(producer);
    ManagedChannel channel = InProcessChannelBuilder.forName(producer).build();
    try (Subscriber subscriber = Subscriber.of(as(tenant, channel), "")) {
      subscriber.awaitCaughtUp();
      long startedAtNanos = System.nanoTime();
      process.close();

      Refusal refusal = Refusal.of(subscriber.awaitFailure()).has(Reason.UNAVAILABLE);
      assertThat(refusal.message()).contains("cursor");
      assertThat(refusal.saysWhenToRetry()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - startedAtNanos))
          .as("the grace period of the server, which it must not wait for, is ten seconds")
          .isLessThan(Duration.ofSeconds(5));
    } finally {
      channel.shutdownNow();
    }
  }

  private static io.grpc.Channel as(UUID tenant, ManagedChannel channel) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(TestCalls.headers(tenant)));
  }

  /** A process of both services whose consumers read the feed of the one called producer. */
  private ConfigurableApplicationContext start(String name) {
    ConfigurableApplicationContext process =
        new SpringApplicationBuilder(EventsProcess.class)
            .run(
                "--server.port=0",
                "--spring.grpc.server.port=0",
                "--spring.grpc.server.inprocess.name=" + name,
                "--pos.target.bakery=in-process:" + producer,
                "--pos.database.url=" + database.url(),
                "--pos.database.user=" + database.user(),
                "--pos.database.password=" + database.password(),
                "--pos.database.owner-user=" + database.ownerUser(),
                "--pos.database.owner-password=" + database.ownerPassword(),
                "--pos.database.pool-size=8");
    processes.add(process);
    return process;
  }
}
