package id.laris.torture.world;

import id.laris.pos.Service;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.postgres.EmbeddedPostgresException;
import id.laris.postgres.EmbeddedPostgresOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every service in a process of its own, on one Postgres. Every call between services goes through
 * a proxy that can be cut.
 */
public final class ServicesLaris extends Laris {

  private static final String ROLE = "laris_service";
  private static final String ROLE_PASSWORD = "only-for-torture";

  private static final int POOL_SIZE = 8;

  /**
   * Each service has three more than its pool, and twice as many at times: those of a process that
   * was killed end late. The others are for this test.
   */
  private static final int CONNECTIONS = 2 * Service.values().length * (POOL_SIZE + 3) + 20;

  private final EmbeddedPostgresOptions options;
  private final Endpoints endpoints;
  private final List<Proxy> serviceProxies = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable EmbeddedPostgres postgres;

  public ServicesLaris(Path directory, Programs programs, URI gateway, int webhookPort)
      throws IOException {
    super(directory);
    Ports ports = new Ports();
    int postgresPort = ports.free();
    this.options =
        EmbeddedPostgresOptions.in(database().directory())
            .withPort(postgresPort)
            .withSetting("max_connections", String.valueOf(CONNECTIONS));
    Map<Service, Integer> own = new EnumMap<>(Service.class);
    Map<Service, Integer> proxied = new EnumMap<>(Service.class);
    environment.put(
        "POS_DB_URL", "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgresPort, Database.NAME));
    environment.put("POS_DB_USER", ROLE);
    environment.put("POS_DB_PASSWORD", ROLE_PASSWORD);
    environment.put("POS_DB_POOL_SIZE", String.valueOf(POOL_SIZE));
    environment.put("POS_SERVICE_KEY", "the-services-of-the-torture-test-know-each-other");
    environment.put("POS_MIDTRANS_URL", gateway.toString());
    environment.put("LOGGING_LEVEL_ID_LARIS_REQUESTS", "WARN");
    for (Service service : Service.values()) {
      int port = ports.free();
      own.put(service, port);
      environment.put(service.targetVariable(), betweenServices(port, ports));
      proxied.put(service, proxied(port, ports));
    }
    this.endpoints = new Endpoints(proxied);
    startPostgres();
    for (Map.Entry<Service, Integer> one : own.entrySet()) {
      int httpPort = one.getKey() == Service.PAYMENT ? webhookPort : ports.free();
      add(one.getKey(), one.getValue(), ports.free(), httpPort, programs, directory);
    }
  }

  private String betweenServices(int port, Ports ports) throws IOException {
    Proxy proxy = Proxy.start(ports.free(), port);
    serviceProxies.add(proxy);
    return "dns:///127.0.0.1:" + proxy.port();
  }

  private void add(
      Service service,
      int port,
      int managementPort,
      int httpPort,
      Programs programs,
      Path directory) {
    Map<String, String> own = new HashMap<>(environment);
    own.put("POS_PORT", String.valueOf(port));
    own.put("POS_MANAGEMENT_PORT", String.valueOf(managementPort));
    own.put("POS_HTTP_PORT", String.valueOf(httpPort));
    add(
        new LarisProcess(
            service.shortName(),
            programs.service(service.className("Application")),
            own,
            directory));
  }

  private void startPostgres() throws IOException {
    EmbeddedPostgres started = EmbeddedPostgres.start(options);
    postgres = started;
    environment.put("POS_DB_OWNER_USER", started.superuser());
    environment.put("POS_DB_OWNER_PASSWORD", started.password());
    try {
      started.createDatabaseIfMissing(Database.NAME);
      database()
          .execute(
              """
              do $$
              begin
                if not exists (select from pg_roles where rolname = '%1$s') then
                  create role %1$s login password '%2$s';
                end if;
              end $$
              """
                  .formatted(ROLE, ROLE_PASSWORD));
    } catch (SQLException e) {
      throw new IOException("Postgres has started and refuses: " + e.getMessage(), e);
    }
  }

  /** Postgres first: a service that finds none at its start ends. */
  @Override
  void watch() throws IOException {
    if (database().postmaster().isEmpty()) {
      try {
        if (postgres != null) {
          postgres.close();
        }
        startPostgres();
      } catch (EmbeddedPostgresException e) {
        throw new IOException(e);
      }
    }
    super.watch();
  }

  @Override
  public String shape() {
    return "services";
  }

  @Override
  public Endpoints endpoints() {
    return endpoints;
  }

  @Override
  public List<Proxy> serviceProxies() {
    return serviceProxies;
  }

  @Override
  public void close() throws IOException {
    super.close();
    if (postgres != null) {
      postgres.close();
    }
  }
}
