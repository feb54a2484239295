package id.laris.common;

import id.laris.pos.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * Puts {@code laris.properties} below every other configuration of a process, and below that the
 * values that are derived from the configuration. (Files named {@code application} would shadow one
 * another where several modules share a class path.)
 */
class LarisDefaults implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    MutablePropertySources sources = environment.getPropertySources();
    try {
      sources.addLast(new ResourcePropertySource("laris-defaults", "classpath:laris.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Setting.ALL.forEach(setting -> setting.check(environment));
    sources.addLast(new MapPropertySource("laris-derived", derived(environment)));
  }

  private static Map<String, Object> derived(Environment environment) {
    boolean authEnabled =
        environment.getProperty("pos.auth.enabled", "").strip().equalsIgnoreCase("true");
    String address = BindAddress.of(environment.getProperty("pos.bind"), authEnabled);
    Map<String, Object> derived = new HashMap<>();
    derived.put("spring.grpc.server.address", address);
    // Health and metrics require no credentials, so other machines reach them only if POS_BIND is
    // set.
    String bind = environment.getProperty("pos.bind");
    derived.put("server.address", bind == null || bind.isBlank() ? "127.0.0.1" : bind);
    boolean everyServiceHere =
        environment.getProperty("pos.every-service-here", Boolean.class, false);
    for (Service service : Service.values()) {
      derived.put(
          "pos.target." + service.shortName(),
          everyServiceHere
              ? "in-process:${spring.grpc.server.inprocess.name}"
              : "${%s:dns:///localhost:%d}".formatted(service.targetVariable(), service.port()));
    }
    // Only a jar knows its version.
    String version = LarisDefaults.class.getPackage().getImplementationVersion();
    if (version != null) {
      derived.put("pos.version", version);
    }
    return derived;
  }
}
