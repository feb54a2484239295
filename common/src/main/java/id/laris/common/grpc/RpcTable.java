package id.laris.common.grpc;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The table of contents of a gRPC service: one line for each RPC, with the method that answers it.
 * An RPC of the API that has no line stops the process at start.
 *
 * <p>A handler returns its answer, which goes out after the handler's transaction has committed.
 * The exception that it throws becomes a status.
 */
public final class RpcTable implements BindableService {

  private final ServerServiceDefinition.Builder rpcs;

  /**
   * @param service the service as generated, such as {@code
   *     SalesServiceGrpc.getServiceDescriptor()}
   */
  public RpcTable(ServiceDescriptor service) {
    this.rpcs = ServerServiceDefinition.builder(service);
  }

  /** Binds an RPC to the method that makes its answer out of the request. */
  public <Q, R> RpcTable on(MethodDescriptor<Q, R> rpc, Function<Q, R> handler) {
    rpcs.addMethod(
        rpc,
        ServerCalls.asyncUnaryCall(
            (request, observer) -> {
              R response = handler.apply(request);
              observer.onNext(response);
              observer.onCompleted();
            }));
    return this;
  }

  /**
   * Binds an RPC to a method that serves RPCs of many types: beside the request it gets an empty
   * response, which it fills in.
   */
  public <Q, R> RpcTable on(MethodDescriptor<Q, R> rpc, BiFunction<Q, R, R> handler) {
    R answer = emptyResponse(rpc);
    return on(rpc, request -> handler.apply(request, answer));
  }

  /** Binds an RPC whose answers are a stream, which has a thread of its own. */
  public <Q, R> RpcTable onStream(
      MethodDescriptor<Q, R> rpc, Streams streams, BiConsumer<Q, ReplyStream<R>> handler) {
    rpcs.addMethod(
        rpc,
        ServerCalls.asyncServerStreamingCall(
            (request, observer) ->
                streams.open(observer, stream -> handler.accept(request, stream))));
    return this;
  }

  private static <R> R emptyResponse(MethodDescriptor<?, R> rpc) {
    PrototypeMarshaller<R> marshaller = (PrototypeMarshaller<R>) rpc.getResponseMarshaller();
    return Objects.requireNonNull(marshaller.getMessagePrototype());
  }

  /** The finished table. It is refused where the API has an RPC without a line. */
  @Override
  public ServerServiceDefinition bindService() {
    return rpcs.build();
  }
}
