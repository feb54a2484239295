package id.laris.bench;

import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A connection of one till, in the development mode's tenant. Every write carries an idempotency
 * key, as a till sends it: its cost belongs to the figures.
 */
final class Connection implements AutoCloseable {

  private static final Pattern READ = Pattern.compile("(Get|List|Lookup|Check)([A-Z].*)?");
  private static final long DEADLINE_SECONDS = 30;

  private final ManagedChannel channel;
  private final Channel withHeaders;

  Connection(String target, UUID tenantId) {
    channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
    withHeaders = ClientInterceptors.intercept(channel, new TillHeaders(tenantId));
  }

  CatalogServiceGrpc.CatalogServiceBlockingStub catalog() {
    return CatalogServiceGrpc.newBlockingStub(withHeaders);
  }

  SalesServiceGrpc.SalesServiceBlockingStub sales() {
    return SalesServiceGrpc.newBlockingStub(withHeaders);
  }

  HealthServiceGrpc.HealthServiceBlockingStub health() {
    return HealthServiceGrpc.newBlockingStub(withHeaders);
  }

  /** Connects again at the next call, without the pause that follows a failed attempt. */
  void retryNow() {
    channel.resetConnectBackoff();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private record TillHeaders(String tenantId, String userId) implements ClientInterceptor {

    private static final Metadata.Key<String> TENANT = key("x-dev-tenant-id");
    private static final Metadata.Key<String> USER = key("x-dev-user-id");
    private static final Metadata.Key<String> MEMBERSHIP = key("x-dev-membership-id");
    private static final Metadata.Key<String> IDEMPOTENCY_KEY = key("idempotency-key");

    TillHeaders(UUID tenantId) {
      this(tenantId.toString(), UUID.randomUUID().toString());
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      boolean writes = !READ.matcher(String.valueOf(method.getBareMethodName())).matches();
      CallOptions bounded =
          options.getDeadline() == null
              ? options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              : options;
      return new SimpleForwardingClientCall<>(next.newCall(method, bounded)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          headers.put(TENANT, tenantId);
          headers.put(USER, userId);
          headers.put(MEMBERSHIP, userId);
          if (writes) {
            headers.put(IDEMPOTENCY_KEY, UUID.randomUUID().toString());
          }
          super.start(listener, headers);
        }
      };
    }

    private static Metadata.Key<String> key(String name) {
      return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
  }
}
