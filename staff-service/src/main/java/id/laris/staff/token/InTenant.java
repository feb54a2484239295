package id.laris.staff.token;

import id.laris.common.Caller;
import io.grpc.Context;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Work for a tenant that the call has not named: who signs in is found first. The call stays the
 * same, so events and logs know where it came from.
 */
public final class InTenant {

  /** The tenant of the rows that belong to the installation. No credentials can name it. */
  public static final UUID INSTALLATION = new UUID(0, 0);

  private InTenant() {}

  public static <R> R call(UUID tenantId, Supplier<R> work) {
    return as(Caller.service(tenantId), work);
  }

  /** Does the work as somebody who has just proved who they are. */
  public static <R> R as(Caller caller, Supplier<R> work) {
    Context context = caller.in(Context.current());
    Context before = context.attach();
    try {
      return work.get();
    } finally {
      context.detach(before);
    }
  }
}
