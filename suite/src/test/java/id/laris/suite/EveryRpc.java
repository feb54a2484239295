package id.laris.suite;

import com.google.protobuf.Message;
import id.laris.common.grpc.Rpcs;
import id.laris.pos.v1.Options;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
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

    boolean neverNotFound() {
      return rpc.descriptor().getOptions().getExtension(Options.neverNotFound);
    }

    Message emptyRequest() {
      return Objects.requireNonNull(
          ((PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype());
    }

    /** The answer, or the first of a stream. */
    Message call(Channel channel, Message request) {
      if (!method.getType().serverSendsOneMessage()) {
        return first(
            ClientCalls.blockingV2ServerStreamingCall(
                channel, method, CallOptions.DEFAULT, request));
      }
      return ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request);
    }

    private static Message first(BlockingClientCall<Message, Message> stream) {
      try {
        return Objects.requireNonNull(stream.read(), "a stream that ended without a message");
      } catch (StatusException e) {
        throw e.getStatus().asRuntimeException(e.getTrailers());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        stream.cancel("one message is enough", null);
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

  /** Returns the RPCs that every caller with credentials may call. */
  List<Callable> ofEveryCaller() {
    return with(Rpcs.Access.ANY_CALLER);
  }

  /** Returns the RPCs that users call with a scope. */
  List<Callable> ofTenants() {
    return with(Rpcs.Access.PERMITTED);
  }

  /** Returns the RPCs that only the services of Laris call. */
  List<Callable> ofServices() {
    return with(Rpcs.Access.SERVICES);
  }

  private List<Callable> with(Rpcs.Access access) {
    return byName.values().stream().filter(callable -> callable.rpc().access() == access).toList();
  }
}
