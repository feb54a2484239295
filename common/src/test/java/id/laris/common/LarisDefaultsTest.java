package id.laris.common;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.Service;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class LarisDefaultsTest {

  @ParameterizedTest
  @EnumSource
  void aServiceIsOnItsOwnPortOfThisMachineUnlessItsVariableSaysOtherwise(Service service) {
    assertThat(target(service, Map.of())).isEqualTo("dns:///localhost:" + service.port());
    assertThat(target(service, Map.of(service.targetVariable(), "dns:///elsewhere:1")))
        .isEqualTo("dns:///elsewhere:1");
  }

  @ParameterizedTest
  @EnumSource
  void aServiceIsInTheProcessWhereAllAreUnlessItsTargetSaysOtherwise(Service service) {
    Map<String, Object> allHere =
        Map.of("pos.every-service-here", "true", "spring.grpc.server.inprocess.name", "all");
    assertThat(target(service, allHere)).isEqualTo("in-process:all");

    String property = "pos.target." + service.shortName();
    assertThat(
            target(service, Map.of("pos.every-service-here", "true", property, "in-process:fake")))
        .isEqualTo("in-process:fake");
  }

  private static String target(Service service, Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
    new LarisDefaults().postProcessEnvironment(environment, new SpringApplication());
    return environment.getRequiredProperty("pos.target." + service.shortName());
  }
}
