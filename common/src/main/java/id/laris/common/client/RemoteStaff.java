package id.laris.common.client;

import id.laris.common.Caller;
import id.laris.common.auth.ServiceKey;
import id.laris.common.auth.StaffQuestions;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.CallContext;
import id.laris.pos.Service;
import id.laris.pos.v1.CheckCredentialRequest;
import id.laris.pos.v1.CheckCredentialResponse;
import id.laris.pos.v1.GetSigningKeysRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks staff-service, with the service key, about credentials. */
@Component
final class RemoteStaff implements StaffQuestions {

  private static final Logger log = LoggerFactory.getLogger(RemoteStaff.class);
  private static final UUID NO_TENANT = new UUID(0, 0);

  /** A call that has not begun yet waits for the answer. */
  private static final long PATIENCE_MILLIS = 1_000;

  private final RemoteService service;
  private final StaffServiceBlockingStub staff;
  private final ServiceKey serviceKey;

  RemoteStaff(RemoteServices services, ServiceKey serviceKey) {
    this.service = services.named(Service.STAFF);
    this.staff = StaffServiceGrpc.newBlockingStub(service.ownChannel());
    this.serviceKey = serviceKey;
  }

  @Override
  public CheckCredentialResponse check(UUID tenantId, CheckCredentialRequest request) {
    return ask(tenantId, () -> inTime().checkCredential(request));
  }

  @Override
  public String signingKeys() {
    return ask(NO_TENANT, () -> inTime().getSigningKeys(GetSigningKeysRequest.getDefaultInstance()))
        .getJwks();
  }

  private StaffServiceBlockingStub inTime() {
    return staff.withDeadlineAfter(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** There is no caller yet: it is asked for. */
  private <R> R ask(UUID tenantId, Supplier<R> question) {
    Context context = Context.current();
    if (CallContext.currentOrNull() == null) {
      context =
          CallContext.background(
                  Service.STAFF.grpcName(), "Authenticate", serviceKey.credentials(tenantId))
              .in(context);
    }
    Context asking = Caller.service(tenantId).in(context);
    Context before = asking.attach();
    try {
      return service.call(question);
    } catch (StatusRuntimeException e) {
      log.warn("staff-service refused to answer about credentials: {}", e.getStatus());
      throw Errors.unavailable("The staff service");
    } finally {
      asking.detach(before);
    }
  }
}
