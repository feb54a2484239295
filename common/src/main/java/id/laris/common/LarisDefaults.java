package id.laris.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * Puts {@code laris.properties} below everything else that configures a process. (Files named
 * {@code application} would shadow one another where several modules share a class path.)
 */
class LarisDefaults implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    try {
      environment
          .getPropertySources()
          .addLast(new ResourcePropertySource("laris-defaults", "classpath:laris.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
