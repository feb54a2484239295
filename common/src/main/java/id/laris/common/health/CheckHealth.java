package id.laris.common.health;

import com.google.protobuf.Duration;
import id.laris.common.db.WriteProbe;
import id.laris.common.grpc.Rpcs;
import id.laris.pos.v1.CheckResponse;
import id.laris.pos.v1.CheckResponse.Component;
import id.laris.pos.v1.CheckResponse.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;

/**
 * Checks the database, and lists the services of this process: they can serve if the database takes
 * writes.
 */
@org.springframework.stereotype.Component
class CheckHealth {

  private final WriteProbe writeProbe;
  private final ObjectProvider<Rpcs> rpcs;
  private final Clock clock;
  private final String version;
  private final Instant startedAt;

  CheckHealth(
      WriteProbe writeProbe,
      ObjectProvider<Rpcs> rpcs,
      Clock clock,
      @Value("${pos.version:development}") String version) {
    this.writeProbe = writeProbe;
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
    return writeProbe.refusal().isPresent() ? Status.NOT_SERVING : Status.SERVING;
  }

  private Duration uptime() {
    java.time.Duration uptime = java.time.Duration.between(startedAt, clock.instant());
    return Duration.newBuilder()
        .setSeconds(uptime.toSeconds())
        .setNanos(uptime.toNanosPart())
        .build();
  }
}
