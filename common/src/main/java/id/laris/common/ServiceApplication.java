package id.laris.common;

import id.laris.pos.Service;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** Runs one service as a process of its own, on the port of that service. */
public final class ServiceApplication {

  private ServiceApplication() {}

  public static void run(Service service, Class<?> application, String... arguments) {
    SpringApplication process = new SpringApplication(application);
    process.setDefaultProperties(Map.of("pos.default-port", service.port()));
    process.run(arguments);
  }
}
