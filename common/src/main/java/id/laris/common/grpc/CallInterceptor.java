package id.laris.common.grpc;

import id.laris.common.errors.StatusMapper;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;

/**
 * The outermost of our interceptors: makes the {@link CallContext}, turns exceptions of the inner
 * layers into a status, and writes one line of log for each call. Payloads and credentials are
 * never logged.
 */
@Component
@GlobalServerInterceptor
@Order(100)
class CallInterceptor implements ServerInterceptor {

  private static final Logger requests = LoggerFactory.getLogger("id.laris.requests");

  private final StatusMapper statuses;

  CallInterceptor(StatusMapper statuses) {
    this.statuses = statuses;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    CallContext callContext =
        new CallContext(
            String.valueOf(call.getMethodDescriptor().getServiceName()),
            String.valueOf(call.getMethodDescriptor().getBareMethodName()),
            Headers.traceId(headers),
            Headers.idempotencyKey(headers),
            Headers.credentials(headers),
            address(call));
    LoggedCall<Q, R> logged = new LoggedCall<>(call, callContext);
    Context context = Context.current().withValue(CallContext.KEY, callContext);
    try {
      Headers.requireUsableIdempotencyKey(headers);
      return new FailureListener<>(Contexts.interceptCall(context, logged, headers, next), logged);
    } catch (RuntimeException e) {
      logged.fail(e);
      return new ServerCall.Listener<>() {};
    }
  }

  private static @Nullable String address(ServerCall<?, ?> call) {
    return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress ip
            && ip.getAddress() != null
        ? ip.getAddress().getHostAddress()
        : null;
  }

  private final class LoggedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {

    private final CallContext callContext;
    private final long startedNanos = System.nanoTime();
    private boolean closed;

    LoggedCall(ServerCall<Q, R> call, CallContext callContext) {
      super(call);
      this.callContext = callContext;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      if (callContext.replayed()) {
        headers.put(Headers.IDEMPOTENCY_REPLAYED, "true");
      }
      super.sendHeaders(headers);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (closed) {
        return;
      }
      closed = true;
      requests
          .atLevel(callContext.isByService() && status.isOk() ? Level.DEBUG : Level.INFO)
          .log(
              "rpc={}/{} tenant={} status={} ms={} trace={}",
              callContext.service(),
              callContext.rpc(),
              callContext.tenant(),
              status.getCode(),
              (System.nanoTime() - startedNanos) / 1_000_000,
              callContext.traceId());
      super.close(status, trailers);
    }

    void fail(Throwable thrown) {
      StatusRuntimeException status = statuses.toStatus(thrown, callContext.traceId());
      Metadata trailers = status.getTrailers();
      close(status.getStatus(), trailers == null ? new Metadata() : trailers);
    }
  }

  /** Closes the call with a status where a handler throws; gRPC itself would say UNKNOWN. */
  private static final class FailureListener<Q, R> extends SimpleForwardingServerCallListener<Q> {

    private final CallInterceptor.LoggedCall<Q, R> call;

    FailureListener(ServerCall.Listener<Q> listener, CallInterceptor.LoggedCall<Q, R> call) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      guard(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      guard(super::onHalfClose);
    }

    @Override
    public void onReady() {
      guard(super::onReady);
    }

    private void guard(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException e) {
        call.fail(e);
      }
    }
  }
}
