package id.laris.common.health;

import com.google.protobuf.Duration;
import id.laris.common.grpc.Rpcs;
import id.laris.pos.v1.CheckResponse;
import id.laris.pos.v1.CheckResponse.Component;
import id.laris.pos.v1.CheckResponse.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks the database, and lists the services of this process: they can serve if the database
 * answers.
 */
@org.springframework.stereotype.Component
class CheckHealth {

  private static final Logger log = LoggerFactory.getLogger(CheckHealth.class);

  private final JdbcClient jdbc;
  private final ObjectProvider<Rpcs> rpcs;
  private final Clock clock;
  private final String version;
  private final Instant startedAt;

  CheckHealth(
      JdbcClient jdbc,
      ObjectProvider<Rpcs> rpcs,
      Clock clock,
      @Value("${pos.version:development}") String version) {
    this.jdbc = jdbc;
    this.rpcs = rpcs;
    this.clock = clock;
    this.version = version;
    this.startedAt = clock.instant();
  }

  CheckResponse run() {
    Status database = database();
    TreeMap<String, Status> components = new TreeMap<>();
    components.put("database", database);
    rpcs.getObject()
        .ours()
        .forEach(rpc -> components.put(rpc.descriptor().getService().getFullName(), database));
    CheckResponse.Builder response =
        CheckResponse.newBuilder().setStatus(database).setVersion(version).setUptime(uptime());
    components.forEach(
        (name, status) ->
            response.addComponents(Component.newBuilder().setName(name).setStatus(status)));
    return response.build();
  }

  private Status database() {
    try {
      jdbc.sql("select 1").query(Integer.class).single();
      return Status.SERVING;
    } catch (DataAccessException e) {
      log.warn("the database does not answer: {}", e.getMessage());
      return Status.NOT_SERVING;
    }
  }

  private Duration uptime() {
    java.time.Duration uptime = java.time.Duration.between(startedAt, clock.instant());
    return Duration.newBuilder()
        .setSeconds(uptime.toSeconds())
        .setNanos(uptime.toNanosPart())
        .build();
  }
}
