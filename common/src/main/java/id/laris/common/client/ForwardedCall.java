package id.laris.common.client;

import id.laris.common.Caller;
import id.laris.common.auth.ServiceKey;
import id.laris.common.grpc.CallContext;
import id.laris.common.grpc.Headers;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes a call on behalf of the current one: with its credentials or our own, with its trace, and a
 * deadline where it has none that is nearer.
 */
final class ForwardedCall implements ClientInterceptor {

  private static final long DEADLINE_MILLIS = 2_000;

  private final Supplier<Metadata> credentials;

  private ForwardedCall(Supplier<Metadata> credentials) {
    this.credentials = credentials;
  }

  /** With the credentials of the caller. */
  static Channel through(Channel channel) {
    return ClientInterceptors.intercept(
        channel, new ForwardedCall(() -> CallContext.current().credentials()));
  }

  /** With the service key, for the tenant of the caller. */
  static Channel ofOurs(Channel channel, ServiceKey serviceKey) {
    return ClientInterceptors.intercept(
        channel, new ForwardedCall(() -> serviceKey.credentials(Caller.current().tenantId())));
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    CallContext current = CallContext.current();
    CallOptions withDeadline =
        options.getDeadline() == null
            ? options.withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
            : options;
    return new SimpleForwardingClientCall<>(next.newCall(method, withDeadline)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        headers.merge(credentials.get());
        headers.put(Headers.TRACEPARENT, Headers.traceparent(current.traceId()));
        super.start(listener, headers);
      }
    };
  }
}
