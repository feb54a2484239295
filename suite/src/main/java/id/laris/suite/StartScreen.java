package id.laris.suite;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.http.HttpPort;
import id.laris.simulator.MidtransSimulator;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;
import org.springframework.util.StringUtils;

/** Prints the addresses, ports and mode of the suite at the terminal once it is ready. */
final class StartScreen implements ApplicationListener<ApplicationEvent> {

  private static final String DEVELOPMENT =
      """
      DEVELOPMENT: NOBODY IS AUTHENTICATED. Anyone who reaches this port can act as any
                       user of any tenant, by the x-dev-... headers. POS_AUTH_ENABLED=true ends that.
                       Secrets of tenants are encrypted with a publicly known key, unless POS_MASTER_KEY is set.\
      """;

  /** The default port of the quickstart. */
  private static final int USUAL_PORT = 50053;

  private volatile int grpcPort;

  @Override
  @SuppressWarnings("SystemOut") // it is for a person, not for a log
  public void onApplicationEvent(ApplicationEvent event) {
    if (event instanceof GrpcServerStartedEvent started && started.getPort() > 0) {
      grpcPort = started.getPort();
    } else if (event instanceof ApplicationReadyEvent ready) {
      System.out.println(render(ready.getApplicationContext()));
      System.out.flush();
    }
  }

  String render(ApplicationContext context) {
    Environment environment = context.getEnvironment();
    String host = environment.getRequiredProperty("spring.grpc.server.address");
    boolean auth = environment.getProperty("pos.auth.enabled", Boolean.class, false);
    return """

    Laris %s is ready.

      gRPC         %s:%d
      management   http://%s:%s/actuator/health, /actuator/prometheus
      payments     %s
      ports        %s
                   must be free; set the variables to use others
      data         %s
      mode         %s

    Try from another terminal:
      grpcurl -plaintext localhost:%d pos.v1.HealthService/Check
    %s
    The guide is README.md. Ctrl-C stops.
    """
        .formatted(
            environment.getProperty("pos.version", "(built from source)"),
            host,
            grpcPort,
            host,
            environment.getProperty("local.server.port"),
            payments(context),
            ports(context),
            data(context),
            auth ? "callers are authenticated" : DEVELOPMENT,
            grpcPort,
            auth
                ? "  Calls need a token or an API key: docs/operations.md"
                : "  %s./pos quickstart"
                    .formatted(
                        grpcPort == USUAL_PORT
                            ? ""
                            : "POS_TARGET=localhost:%d ".formatted(grpcPort)));
  }

  private static String payments(ApplicationContext context) {
    int port = context.getBean(HttpPort.class).port();
    return Optional.ofNullable(context.getBeanProvider(MidtransSimulator.class).getIfAvailable())
        .map(
            simulator ->
                "%s simulates the payment gateway: NOT REAL, no money moves"
                    .formatted(simulator.url()))
        .orElse("the payment gateway calls port %d: POST /webhooks/midtrans".formatted(port));
  }

  private String ports(ApplicationContext context) {
    String always =
        "%d POS_PORT, %s POS_MANAGEMENT_PORT, %d POS_HTTP_PORT"
            .formatted(
                grpcPort,
                context.getEnvironment().getProperty("local.server.port"),
                context.getBean(HttpPort.class).port());
    return Optional.ofNullable(context.getBeanProvider(MidtransSimulator.class).getIfAvailable())
        .map(simulator -> "%s, %d POS_SIMULATOR_PORT".formatted(always, simulator.url().getPort()))
        .orElse(always);
  }

  /** Asks for no bean of the embedded server: whatever uses it has started it. */
  private static String data(ApplicationContext context) {
    Environment environment = context.getEnvironment();
    return StringUtils.hasText(environment.getProperty(EmbeddedDatabase.URL))
        ? context.getBean(DatabaseSettings.class).toString()
        : environment.getRequiredProperty("pos.data-dir") + " (embedded Postgres)";
  }
}
