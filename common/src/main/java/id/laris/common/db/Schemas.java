package id.laris.common.db;

import id.laris.common.grpc.CallContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Knows the schemas of this process, and that of the service whose RPC is being handled. */
@Component
public class Schemas {

  private final Map<String, String> schemaByService = new HashMap<>();
  private final List<String> names;

  Schemas(List<ServiceSchema> schemas) {
    schemas.forEach(
        schema ->
            schema.services().forEach(service -> schemaByService.put(service, schema.schema())));
    names = schemaByService.values().stream().distinct().sorted().toList();
  }

  /** Every schema of this process, by name. */
  public List<String> names() {
    return names;
  }

  /** A gRPC service that writes to this schema. */
  public String serviceOf(String schema) {
    return schemaByService.entrySet().stream()
        .filter(entry -> entry.getValue().equals(schema))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  String current() {
    return of(CallContext.current().service());
  }

  /** The schema of the gRPC service of this full name. */
  public String of(String service) {
    String schema = schemaByService.get(service);
    if (schema == null) {
      throw new IllegalStateException("no ServiceSchema bean names " + service);
    }
    return schema;
  }
}
