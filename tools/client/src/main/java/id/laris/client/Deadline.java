package id.laris.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.time.Duration;

/** A deadline for every call that is not a stream and brings none of its own. */
record Deadline(Duration after) implements ClientInterceptor {

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    boolean bounded = options.getDeadline() != null || method.getType() != MethodType.UNARY;
    return next.newCall(method, bounded ? options : options.withDeadlineAfter(after));
  }
}
