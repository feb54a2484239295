package id.laris.common.client;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.Uuids;
import id.laris.common.db.RequestHash;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.CallContext;
import id.laris.common.grpc.Headers;
import id.laris.common.grpc.Rpcs;
import id.laris.pos.Service;
import id.laris.pos.v1.Approval;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.UseApprovalRequest;
import io.grpc.Context;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;

/**
 * Lets a call with {@code x-approval-id} do what its caller may not: staff-service is asked for the
 * approval once the request is there, and the call then runs with the scope that the approval
 * gives.
 *
 * <p>The approval is for one request about one thing. That is the request's field {@code order_id},
 * or {@code shift_id}; in a request without them it is the first field that is an id.
 *
 * <p>It comes after the validation of the request, and checks the permission that was left to it
 * ({@link Rpcs.Rpc#mayBeApproved}).
 */
@Component
@GlobalServerInterceptor
@Order(400)
class ApprovalInterceptor implements ServerInterceptor {

  /** The fields that name the thing, wherever they stand among the others. */
  private static final List<String> THINGS = List.of("order_id", "shift_id");

  private final RemoteService service;
  private final StaffServiceBlockingStub staff;
  private final ObjectProvider<Rpcs> rpcs;

  ApprovalInterceptor(RemoteServices services, ObjectProvider<Rpcs> rpcs) {
    this.service = services.named(Service.STAFF);
    this.staff = StaffServiceGrpc.newBlockingStub(service.ownChannel());
    this.rpcs = rpcs;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Rpcs.Rpc rpc = rpcs.getObject().find(call.getMethodDescriptor().getFullMethodName());
    if (rpc == null || !rpc.mayBeApproved(headers)) {
      return next.startCall(call, headers);
    }
    return new ApprovedCall<>(next.startCall(call, headers), rpc, headers);
  }

  private final class ApprovedCall<Q> extends SimpleForwardingServerCallListener<Q> {

    private final Rpcs.Rpc rpc;
    private final Metadata headers;
    private @Nullable Context approved;

    ApprovedCall(ServerCall.Listener<Q> listener, Rpcs.Rpc rpc, Metadata headers) {
      super(listener);
      this.rpc = rpc;
      this.headers = headers;
    }

    @Override
    public void onMessage(Q request) {
      Context context = approve(rpc, headers, (Message) request);
      approved = context;
      context.run(() -> super.onMessage(request));
    }

    /** The handler runs here. */
    @Override
    public void onHalfClose() {
      if (approved == null) {
        throw Errors.permissionDenied(rpc.permission());
      }
      approved.run(super::onHalfClose);
    }
  }

  private Context approve(Rpcs.Rpc rpc, Metadata headers, Message request) {
    Caller caller = Caller.current();
    Approval approval = use(rpc, headers, caller, request);
    Set<String> scopes = new HashSet<>(caller.scopes());
    scopes.add(approval.getAction());
    Caller approved = caller.withScopes(scopes);
    rpc.requirePermission(approved);
    CallContext.current()
        .approvedBy(
            new id.laris.common.grpc.Approval(
                Ids.parse(approval.getId()), Ids.parse(approval.getApprovedBy())));
    return approved.in(Context.current());
  }

  private Approval use(Rpcs.Rpc rpc, Metadata headers, Caller caller, Message request) {
    UUID approvalId =
        Ids.parse(
            Headers.APPROVAL_ID.name(),
            Objects.requireNonNull(headers.get(Headers.APPROVAL_ID)).strip());
    String idempotencyKey = CallContext.current().idempotencyKey();
    UseApprovalRequest use =
        UseApprovalRequest.newBuilder()
            .setApprovalId(approvalId.toString())
            .setAction(caller.may(rpc.permission()) ? "" : rpc.permission())
            .setResourceId(thing(request))
            .setUserId(caller.userId().toString())
            .setRpc(rpc.fullName())
            .setRequestHash(RequestHash.hexOf(request))
            // Without a key a repeated call would do it again, so it counts as another.
            .setCallKey(idempotencyKey == null ? Ids.next().toString() : idempotencyKey)
            .build();
    return service.call(() -> staff.useApproval(use)).getApproval();
  }

  /** The id of the thing that the request is about; empty where it names none. */
  static String thing(Message request) {
    Descriptor type = request.getDescriptorForType();
    return THINGS.stream()
        .map(type::findFieldByName)
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> type.getFields().stream().filter(ApprovalInterceptor::isId).findFirst())
        .flatMap(field -> Uuids.parse((String) request.getField(field)))
        .map(UUID::toString)
        .orElse("");
  }

  private static boolean isId(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.STRING
        && !field.isRepeated()
        && (field.getName().equals("id") || field.getName().endsWith("_id"));
  }
}
