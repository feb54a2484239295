package id.laris.common.db;

import id.laris.common.grpc.CallContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Knows the schema of the service whose RPC is being handled. */
@Component
class Schemas {

  private final Map<String, String> schemaByService = new HashMap<>();

  Schemas(List<ServiceSchema> schemas) {
    schemas.forEach(
        schema ->
            schema.services().forEach(service -> schemaByService.put(service, schema.schema())));
  }

  String current() {
    return of(CallContext.current().service());
  }

  /** The schema of the gRPC service of this full name. */
  String of(String service) {
    String schema = schemaByService.get(service);
    if (schema == null) {
      throw new IllegalStateException("no ServiceSchema bean names " + service);
    }
    return schema;
  }
}
