package id.laris.common.grpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/**
 * Sends what a handler returns. It runs after the handler's transaction has committed; what the
 * handler throws becomes a status.
 */
public final class Replies {

  private Replies() {}

  public static <R> void reply(StreamObserver<R> observer, Supplier<R> handler) {
    R response = handler.get();
    observer.onNext(response);
    observer.onCompleted();
  }
}
