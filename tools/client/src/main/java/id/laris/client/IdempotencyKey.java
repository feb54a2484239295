package id.laris.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.util.UUID;
import java.util.regex.Pattern;

/** The key under which Laris does a write once, however often it is sent. */
public final class IdempotencyKey implements ClientInterceptor {

  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("idempotency-key", Metadata.ASCII_STRING_MARSHALLER);

  private static final CallOptions.Key<String> CHOSEN = CallOptions.Key.create("idempotency-key");

  private static final Pattern READ =
      Pattern.compile("(Get|List|Lookup|Check|Subscribe)([A-Z].*)?");

  private IdempotencyKey() {}

  /** A new key on every write, unless {@link #chosen} names one. */
  public static ClientInterceptor onEveryWrite() {
    return new IdempotencyKey();
  }

  /** The same stub, with this key on its calls. */
  public static <S extends AbstractStub<S>> S chosen(String key, S stub) {
    return stub.withOption(CHOSEN, key);
  }

  /** One key, for a call that is sent again. */
  public static ClientInterceptor of(String key) {
    Metadata metadata = new Metadata();
    metadata.put(HEADER, key);
    return MetadataUtils.newAttachHeadersInterceptor(metadata);
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    if (READ.matcher(String.valueOf(method.getBareMethodName())).matches()) {
      return next.newCall(method, options);
    }
    String chosen = options.getOption(CHOSEN);
    return of(chosen == null ? UUID.randomUUID().toString() : chosen)
        .interceptCall(method, options, next);
  }
}
