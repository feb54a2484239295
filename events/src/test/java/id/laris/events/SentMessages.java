package id.laris.events;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.annotation.Order;

/** Counts what the server hands to the transport, by the trace of the call. */
@Order(400)
final class SentMessages implements ServerInterceptor {

  private final Map<String, AtomicInteger> byTrace = new ConcurrentHashMap<>();

  int of(String traceId) {
    return byTrace.getOrDefault(traceId, new AtomicInteger()).get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String trace = id.laris.common.grpc.CallContext.current().traceId();
    AtomicInteger count = byTrace.computeIfAbsent(trace, key -> new AtomicInteger());
    return next.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendMessage(R message) {
            count.incrementAndGet();
            super.sendMessage(message);
          }
        },
        headers);
  }
}
