package id.laris.common.grpc;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * Parses requests so that bytes which are no protobuf message, or too many of them once they are
 * unpacked, are the caller's error, with the details that every error has. gRPC itself would end
 * the call before any interceptor sees it.
 */
final class SafeMarshaller<T> implements Marshaller<T> {

  private final Marshaller<T> marshaller;

  /** Stands for "could not be read"; known by identity. */
  private final T malformed;

  /** Stands for "unpacks to more than the transport reads"; known by identity. */
  private final T tooLarge;

  private SafeMarshaller(Marshaller<T> marshaller, T malformed, T tooLarge) {
    this.marshaller = marshaller;
    this.malformed = malformed;
    this.tooLarge = tooLarge;
  }

  @SuppressWarnings("ReferenceEquality") // an empty request is equal to it, and well-formed
  boolean isMalformed(Object request) {
    return request == malformed;
  }

  @SuppressWarnings("ReferenceEquality") // an empty request is equal to it, and small
  boolean isTooLarge(Object request) {
    return request == tooLarge;
  }

  @Override
  public InputStream stream(T value) {
    return marshaller.stream(value);
  }

  @Override
  public T parse(InputStream stream) {
    try {
      return marshaller.parse(stream);
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode() == Code.RESOURCE_EXHAUSTED ? tooLarge : malformed;
    }
  }

  /** The service with safe marshallers. */
  static ServerServiceDefinition in(ServerServiceDefinition service) {
    ServiceDescriptor original = service.getServiceDescriptor();
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(original.getName())
            // Reflection answers from it.
            .setSchemaDescriptor(original.getSchemaDescriptor());
    var methods = service.getMethods().stream().map(SafeMarshaller::in).toList();
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder safe = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(safe::addMethod);
    return safe.build();
  }

  private static <Q, R> ServerMethodDefinition<Q, R> in(ServerMethodDefinition<Q, R> method) {
    MethodDescriptor<Q, R> descriptor = method.getMethodDescriptor();
    if (descriptor.getRequestMarshaller() instanceof PrototypeMarshaller<Q> marshaller) {
      Q prototype = marshaller.getMessagePrototype();
      if (prototype instanceof Message) {
        return ServerMethodDefinition.create(
            descriptor.toBuilder(
                    new SafeMarshaller<>(marshaller, emptyLike(prototype), emptyLike(prototype)),
                    descriptor.getResponseMarshaller())
                .build(),
            method.getServerCallHandler());
      }
    }
    return method;
  }

  @SuppressWarnings("unchecked") // a new message of the prototype's own class
  private static <Q> Q emptyLike(Q prototype) {
    return (Q) ((Message) prototype).newBuilderForType().build();
  }
}
