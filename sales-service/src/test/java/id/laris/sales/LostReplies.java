package id.laris.sales;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.core.annotation.Order;

/**
 * Loses a reply on its way to the client, after the transaction has committed: to the client it is
 * as if the process had died there.
 */
@Order(400)
final class LostReplies implements ServerInterceptor {

  private final AtomicReference<String> next = new AtomicReference<>("");

  void loseNext(String rpc) {
    next.set(rpc);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> handler) {
    return handler.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendHeaders(Metadata answerHeaders) {
            String rpc = String.valueOf(getMethodDescriptor().getBareMethodName());
            if (next.get().equals(rpc) && next.getAndSet("").equals(rpc)) {
              throw new IllegalStateException("the reply is lost, on behalf of a test");
            }
            super.sendHeaders(answerHeaders);
          }
        },
        headers);
  }
}
