package id.laris.common.background;

import id.laris.common.Caller;
import id.laris.common.auth.ServiceKey;
import id.laris.common.grpc.CallContext;
import io.grpc.Context;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Runs work that no caller requested, for a tenant. The work sees only the rows of that tenant, as
 * a call would, and calls other services with the service key.
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
   * @param name the name of the work, in place of an RPC's name
   */
  public void run(UUID tenantId, String service, String name, Runnable work) {
    context(tenantId, service, name).run(work);
  }

  /** Does the same as {@link #run}, for work with a result. */
  public <R> R call(UUID tenantId, String service, String name, Supplier<R> work) {
    Context context = context(tenantId, service, name);
    Context before = context.attach();
    try {
      return work.get();
    } finally {
      context.detach(before);
    }
  }

  private Context context(UUID tenantId, String service, String name) {
    CallContext call = CallContext.background(service, name, serviceKey.credentials(tenantId));
    return Caller.service(tenantId).in(call.in(Context.current()));
  }
}
