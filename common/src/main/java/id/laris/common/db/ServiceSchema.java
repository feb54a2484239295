package id.laris.common.db;

import id.laris.pos.Service;
import java.util.List;

/**
 * The database schema of gRPC services. Each module gives a bean of its own; it decides which
 * migrations run at start, and where the service's idempotency keys and events are written.
 *
 * @param schema name of the schema; its migrations are in {@code db/migration/<schema>}
 * @param services full names of the gRPC services that write to it, such as {@code
 *     pos.v1.SalesService}
 */
public record ServiceSchema(String schema, List<String> services) {

  public ServiceSchema {
    services = List.copyOf(services);
  }

  public static ServiceSchema of(Service service) {
    return new ServiceSchema(service.shortName(), List.of(service.grpcName()));
  }
}
