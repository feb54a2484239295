package id.laris.common.background;

import id.laris.common.Caller;
import id.laris.common.auth.ServiceKey;
import id.laris.common.grpc.CallContext;
import io.grpc.Context;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Runs what nobody called for, in the name of a tenant: it sees the rows of that tenant only, as a
 * call would, and calls other services with the service key.
 */
@Component
public class Background {

  private final ServiceKey serviceKey;

  Background(ServiceKey serviceKey) {
    this.serviceKey = serviceKey;
  }

  /**
   * Runs the work here and now.
   *
   * @param service full name of the gRPC service that it works for: its schema is written to
   * @param name what is done, in place of an RPC's name
   */
  public void run(UUID tenantId, String service, String name, Runnable work) {
    CallContext call = CallContext.background(service, name, serviceKey.credentials(tenantId));
    Caller.service(tenantId).in(call.in(Context.current())).run(work);
  }
}
