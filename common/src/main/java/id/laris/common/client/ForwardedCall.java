package id.laris.common.client;

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

/**
 * Makes a call on behalf of the current one: with its credentials and its trace, and a deadline
 * where it has none that is nearer. A stream has none: it lasts.
 */
final class ForwardedCall implements ClientInterceptor {

  private static final long DEADLINE_MILLIS = 2_000;

  private ForwardedCall() {}

  static Channel through(Channel channel) {
    return ClientInterceptors.intercept(channel, new ForwardedCall());
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
        headers.merge(current.credentials());
        headers.put(Headers.TRACEPARENT, Headers.traceparent(current.traceId()));
        super.start(listener, headers);
      }
    };
  }
}
