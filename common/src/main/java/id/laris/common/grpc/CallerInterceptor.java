package id.laris.common.grpc;

import id.laris.common.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;

/** Authenticates the caller and checks its permission; a public RPC needs no caller. */
@Component
@GlobalServerInterceptor
@Order(200)
class CallerInterceptor implements ServerInterceptor {

  private final Authenticator authenticator;
  // A provider, because the services that Rpcs describes are bound together with the interceptors.
  private final ObjectProvider<Rpcs> rpcs;

  CallerInterceptor(Authenticator authenticator, ObjectProvider<Rpcs> rpcs) {
    this.authenticator = authenticator;
    this.rpcs = rpcs;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Rpcs.Rpc rpc = rpcs.getObject().find(call.getMethodDescriptor().getFullMethodName());
    if (rpc == null) {
      throw new IllegalStateException(
          "an RPC that was not there at start: " + call.getMethodDescriptor().getFullMethodName());
    }
    if (rpc.isPublic()) {
      return next.startCall(call, headers);
    }
    Caller caller = authenticator.authenticate(headers);
    CallContext.current().calledBy(caller);
    // With an approval the permission is checked once the request is there, by ApprovalInterceptor.
    if (!rpc.mayBeApproved(headers)) {
      rpc.requirePermission(caller);
    }
    return Contexts.interceptCall(caller.in(Context.current()), call, headers, next);
  }
}
