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
    String service = CallContext.current().service();
    String schema = schemaByService.get(service);
    if (schema == null) {
      throw new IllegalStateException("no ServiceSchema bean names " + service);
    }
    return schema;
  }
}
