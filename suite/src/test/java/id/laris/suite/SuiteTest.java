package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.ServiceSchema;
import id.laris.pos.Service;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CheckResponse;
import id.laris.pos.v1.CheckResponse.Component;
import id.laris.pos.v1.CheckResponse.Status;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.testkit.LarisTest;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

@LarisTest
class SuiteTest {

  @Autowired List<GrpcServerLifecycle> servers;
  @Autowired Environment environment;
  @Autowired List<ServiceSchema> schemas;
  @Autowired ConfigurableListableBeanFactory beans;
  @Autowired DatabaseSettings database;

  private ManagedChannel channel;

  @BeforeEach
  void connect() {
    channel = new Network(servers).connect();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  @Test
  void theHealthServiceAnswersOnAPortAndNamesEveryService() {
    CheckResponse response =
        HealthServiceGrpc.newBlockingStub(channel).check(CheckRequest.getDefaultInstance());

    assertThat(response.getStatus()).isEqualTo(Status.SERVING);
    assertThat(response.getComponentsList().stream().map(Component::getName))
        .contains("database", "pos.v1.CatalogService", "pos.v1.HealthService");
  }

  @Test
  void theStandardHealthServiceAnswersToo() {
    var response =
        HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());

    assertThat(response.getStatus()).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void developmentModeListensOnThisMachineOnly() {
    assertThat(environment.getProperty("spring.grpc.server.address")).isEqualTo("127.0.0.1");
    assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
  }

  @Test
  void noPostgresIsStartedWhereTheDatabaseIsGiven() {
    String[] names = beans.getBeanNamesForType(EmbeddedPostgres.class, true, false);

    assertThat(names).hasSize(1);
    assertThat(beans.containsSingleton(names[0])).isFalse();
    assertThat(database.url()).contains("laris_test_");
  }

  @ParameterizedTest
  @EnumSource
  void servicesReachEachOtherInsideTheProcess(Service service) {
    String target = environment.getRequiredProperty("pos.target." + service.shortName());
    assertThat(target).startsWith("in-process:");
    var health = HealthGrpc.newBlockingStub(channelTo(target));

    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void everyDeclaredServiceIsHereAndNoOther() {
    assertThat(schemas)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Service.values()).map(ServiceSchema::of).toList());
  }

  /** The channel forwards nothing, because there is no call to forward. */
  private io.grpc.Channel channelTo(String target) {
    return beans
        .getBean(org.springframework.grpc.client.GrpcChannelFactory.class)
        .createChannel(target);
  }
}
