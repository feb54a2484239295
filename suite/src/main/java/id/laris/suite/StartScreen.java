package id.laris.suite;

import id.laris.common.db.DatabaseSettings;
import id.laris.payment.webhook.WebhookServer;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.simulator.MidtransSimulator;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/** What the one at the terminal needs to know once the suite serves. */
final class StartScreen implements ApplicationListener<ApplicationEvent> {

  private static final String DEVELOPMENT =
      """
      DEVELOPMENT: NOBODY IS AUTHENTICATED. Whoever reaches this port is believed to
                       be whom the x-dev-... headers name, for every tenant. POS_AUTH_ENABLED=true ends that.
                       Tenants' secrets are encrypted with a key that everybody knows, unless POS_MASTER_KEY is set.\
      """;

  /** Where the quickstart looks if nobody tells it. */
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

  private String render(ApplicationContext context) {
    Environment environment = context.getEnvironment();
    String host = environment.getRequiredProperty("spring.grpc.server.address");
    boolean auth = environment.getProperty("pos.auth.enabled", Boolean.class, false);
    return """

        Laris %s is ready.

          gRPC         %s:%d
          management   http://%s:%s/actuator/health, /actuator/prometheus
          payments     %s
          data         %s
          mode         %s

        Try from another terminal:
          grpcurl -plaintext localhost:%d pos.v1.HealthService/Check
          %s./pos quickstart
        The guide is README.md. Ctrl-C stops.
        """
        .formatted(
            environment.getProperty("pos.version", "(built from source)"),
            host,
            grpcPort,
            host,
            environment.getProperty("local.server.port"),
            payments(context),
            data(context),
            auth ? "callers are authenticated" : DEVELOPMENT,
            grpcPort,
            grpcPort == USUAL_PORT ? "" : "POS_TARGET=localhost:%d ".formatted(grpcPort));
  }

  private static String payments(ApplicationContext context) {
    int port = context.getBean(WebhookServer.class).port();
    return Optional.ofNullable(context.getBeanProvider(MidtransSimulator.class).getIfAvailable())
        .map(
            simulator ->
                "%s plays the payment gateway: NOT REAL, no money moves".formatted(simulator.url()))
        .orElse("the payment gateway calls port %d: POST /webhooks/midtrans".formatted(port));
  }

  private static String data(ApplicationContext context) {
    return Optional.ofNullable(context.getBeanProvider(EmbeddedPostgres.class).getIfAvailable())
        .map(postgres -> postgres.dataDirectory() + " (embedded Postgres)")
        .orElseGet(() -> context.getBean(DatabaseSettings.class).toString());
  }
}
