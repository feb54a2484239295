package id.laris.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class StartFailureReporterTest {

  private final StartFailureReporter reporter = new StartFailureReporter(context());

  private static GenericApplicationContext context() {
    GenericApplicationContext context = new GenericApplicationContext();
    Map<String, Object> properties =
        Map.of(
            "spring.grpc.server.address", "10.0.0.7",
            "spring.grpc.server.port", "50053",
            "server.port", "9090");
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", properties));
    return context;
  }

  @Test
  void namesThePortOfCallsThatIsInUse() {
    Exception failure =
        new IOException("Failed to bind", new BindException("Address already in use"));

    assertThat(reporter.explain(new IllegalStateException(failure)))
        .contains("port 50053 is in use", "POS_PORT");
  }

  @Test
  void namesThePortOfManagementThatIsInUse() {
    Exception failure = new PortInUseException(9090, new BindException("Address already in use"));

    assertThat(reporter.explain(failure)).contains("port 9090 is in use", "POS_MANAGEMENT_PORT");
  }

  @Test
  void namesAnAddressThatIsNotOfThisMachine() {
    assertThat(reporter.explain(new BindException("Cannot assign requested address")))
        .contains("10.0.0.7", "POS_BIND");
    assertThat(reporter.explain(new UnknownHostException("10.0.0.7")))
        .contains("10.0.0.7", "POS_BIND");
  }

  @Test
  void saysWhatTheOperatorCanMend() {
    Exception failure = new IllegalStateException("bean", new CannotStart("set POS_ENV"));

    assertThat(reporter.explain(failure)).isEqualTo("set POS_ENV");
  }

  @Test
  void leavesWhatNobodyForesawToSpringBoot() {
    assertThat(reporter.reportException(new IllegalStateException("a fault"))).isFalse();
    assertThat(new StartFailureReporter(null).explain(new CannotStart("early"))).isEqualTo("early");
  }
}
