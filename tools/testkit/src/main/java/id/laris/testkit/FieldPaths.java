package id.laris.testkit;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import id.laris.common.grpc.Headers;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.StatusProto;
import java.util.List;

/**
 * Watches the errors of calls: the fields that they name are fields of the request. An error that
 * names another is replaced by a status without details, which no test expects. The calls of {@link
 * TestCalls} are watched, and those of the suite's tests through the network; those of tools are
 * not.
 */
public final class FieldPaths implements ClientInterceptor {

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    if (!(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema)) {
      return next.newCall(method, options);
    }
    Descriptor request = schema.getMethodDescriptor().getInputType();
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                List<String> unknown = unknown(request, status, trailers);
                if (unknown.isEmpty()) {
                  super.onClose(status, trailers);
                } else {
                  super.onClose(
                      Status.INTERNAL.withDescription(
                          "the error %s names %s, which is no field of %s"
                              .formatted(status, unknown, request.getFullName())),
                      new Metadata());
                }
              }
            },
            headers);
      }
    };
  }

  private static List<String> unknown(Descriptor request, Status status, Metadata trailers) {
    com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
    return Refusal.fields(details).stream().filter(path -> !isFieldOf(request, path)).toList();
  }

  /**
   * Reports whether the path, such as {@code items[3].quantity}, leads to a field of the message,
   * or is the message as a whole or the key of the call.
   */
  private static boolean isFieldOf(Descriptor message, String path) {
    if (path.equals("request")
        || path.equals(Headers.IDEMPOTENCY_KEY.name())
        || path.equals(Headers.APPROVAL_ID.name())) {
      return true;
    }
    Descriptor type = message;
    for (String step : path.split("\\.", -1)) {
      if (type != null && type.getOneofs().stream().anyMatch(one -> one.getName().equals(step))) {
        return true;
      }
      FieldDescriptor field =
          type == null ? null : type.findFieldByName(step.replaceFirst("\\[[^]]*]$", ""));
      if (field == null || (step.endsWith("]") && !field.isRepeated())) {
        return false;
      }
      type = field.getJavaType() == JavaType.MESSAGE ? field.getMessageType() : null;
    }
    return true;
  }
}
