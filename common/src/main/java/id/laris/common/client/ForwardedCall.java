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
import java.util.function.Function;

/**
 * Makes a call as part of the current one: with its trace, the chosen credentials, and a deadline
 * unless it has an earlier one. A stream has no deadline.
 */
final class ForwardedCall implements ClientInterceptor {

  private static final long DEADLINE_MILLIS = 2_000;

  private final Function<CallContext, Metadata> credentials;

  private ForwardedCall(Function<CallContext, Metadata> credentials) {
    this.credentials = credentials;
  }

  /** Calls with the credentials of the current caller. */
  static Channel inTheCallersName(Channel channel) {
    return ClientInterceptors.intercept(channel, new ForwardedCall(CallContext::credentials));
  }

  /** Calls with the service key, for the tenant of the current caller. */
  static Channel inOurName(Channel channel, ServiceKey key) {
    return ClientInterceptors.intercept(
        channel, new ForwardedCall(call -> key.credentials(Caller.current().tenantId())));
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    CallContext current = CallContext.current();
    CallOptions withDeadline =
        options.getDeadline() == null && method.getType().serverSendsOneMessage()
            ? options.withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
            : options;
    return new SimpleForwardingClientCall<>(next.newCall(method, withDeadline)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        headers.merge(credentials.apply(current));
        headers.put(Headers.TRACEPARENT, Headers.traceparent(current.traceId()));
        super.start(listener, headers);
      }
    };
  }
}
