package id.laris.suite;

import com.google.protobuf.Message;
import id.laris.common.grpc.Rpcs;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Every RPC of this process, to be called without knowing it. Tests that walk here cover new RPCs
 * by themselves.
 */
@Component
final class EveryRpc {

  /** One RPC and how to call it. */
  record Callable(Rpcs.Rpc rpc, MethodDescriptor<Message, Message> method) {

    String name() {
      return rpc.descriptor().getName();
    }

    Message emptyRequest() {
      return Objects.requireNonNull(
          ((PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype());
    }

    /** The answer; of a stream the first, after which the call is given up. */
    Message call(Channel channel, Message request) {
      if (method.getType() == MethodDescriptor.MethodType.UNARY) {
        return ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request);
      }
      CancellableContext context = Context.current().withCancellation();
      try {
        return context.call(
            () ->
                ClientCalls.blockingServerStreamingCall(
                        channel, method, CallOptions.DEFAULT, request)
                    .next());
      } catch (StatusRuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      } finally {
        context.cancel(null);
      }
    }

    @Override
    public String toString() {
      return rpc.fullName();
    }
  }

  private final TreeMap<String, Callable> byName = new TreeMap<>();

  EveryRpc(Rpcs rpcs, List<BindableService> services) {
    for (BindableService service : services) {
      for (ServerMethodDefinition<?, ?> method : service.bindService().getMethods()) {
        rpcs.ours().stream()
            .filter(rpc -> rpc.fullName().equals(method.getMethodDescriptor().getFullMethodName()))
            .forEach(rpc -> byName.put(rpc.fullName(), callable(rpc, method)));
      }
    }
  }

  @SuppressWarnings("unchecked") // all of our requests and responses are protobuf messages
  private static Callable callable(Rpcs.Rpc rpc, ServerMethodDefinition<?, ?> method) {
    return new Callable(rpc, (MethodDescriptor<Message, Message>) method.getMethodDescriptor());
  }

  Collection<Callable> all() {
    return byName.values();
  }

  /** Those that need a caller with a permission. */
  List<Callable> ofTenants() {
    return byName.values().stream()
        .filter(callable -> callable.rpc().access() == Rpcs.Access.PERMITTED)
        .toList();
  }

  /** Those that only our own services may call. */
  List<Callable> ofServices() {
    return byName.values().stream()
        .filter(callable -> callable.rpc().access() == Rpcs.Access.SERVICES)
        .toList();
  }
}
