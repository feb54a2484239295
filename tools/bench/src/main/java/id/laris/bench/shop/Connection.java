package id.laris.bench.shop;

import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
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
import io.grpc.MethodDescriptor.MethodType;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A connection of one till, in the development mode's tenant. Every write carries an idempotency
 * key, as a till sends it: its cost belongs to the figures. A call has a deadline; a stream has
 * none.
 */
public final class Connection implements AutoCloseable {

  private static final Pattern READ =
      Pattern.compile("(Get|List|Lookup|Check|Subscribe)([A-Z].*)?");
  private static final long DEADLINE_SECONDS = 30;

  /** The idempotency key of a call that is made again; other writes have a new one each. */
  static final CallOptions.Key<String> KEY = CallOptions.Key.create("idempotency-key");

  private final ManagedChannel channel;
  private final Channel withHeaders;

  public Connection(String target, UUID tenantId) {
    this(channel(target), new TillHeaders(tenantId, true));
  }

  private Connection(ManagedChannel channel, TillHeaders headers) {
    this.channel = channel;
    this.withHeaders = ClientInterceptors.intercept(channel, headers);
  }

  private static ManagedChannel channel(String target) {
    return Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
  }

  /** Of one who writes much that is not measured: without keys Laris keeps none of the answers. */
  public static Connection withoutKeys(String target, UUID tenantId) {
    return new Connection(channel(target), new TillHeaders(tenantId, false));
  }

  /** The same connection for one of another tenant; it is closed once, for all. */
  public Connection as(UUID tenantId) {
    return new Connection(channel, new TillHeaders(tenantId, true));
  }

  public CatalogServiceGrpc.CatalogServiceBlockingStub catalog() {
    return CatalogServiceGrpc.newBlockingStub(withHeaders);
  }

  public SalesServiceGrpc.SalesServiceBlockingStub sales() {
    return SalesServiceGrpc.newBlockingStub(withHeaders);
  }

  public InventoryServiceGrpc.InventoryServiceBlockingStub inventory() {
    return InventoryServiceGrpc.newBlockingStub(withHeaders);
  }

  public PaymentTransactionServiceGrpc.PaymentTransactionServiceBlockingStub payments() {
    return PaymentTransactionServiceGrpc.newBlockingStub(withHeaders);
  }

  EventServiceGrpc.EventServiceStub events() {
    return EventServiceGrpc.newStub(withHeaders);
  }

  public HealthServiceGrpc.HealthServiceBlockingStub health() {
    return HealthServiceGrpc.newBlockingStub(withHeaders);
  }

  /** Connects again at the next call, without the pause that follows a failed attempt. */
  public void retryNow() {
    channel.resetConnectBackoff();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private record TillHeaders(String tenantId, String userId, boolean keys)
      implements ClientInterceptor {

    private static final Metadata.Key<String> TENANT = key("x-dev-tenant-id");
    private static final Metadata.Key<String> USER = key("x-dev-user-id");
    private static final Metadata.Key<String> MEMBERSHIP = key("x-dev-membership-id");
    private static final Metadata.Key<String> IDEMPOTENCY_KEY = key("idempotency-key");

    TillHeaders(UUID tenantId, boolean keys) {
      this(tenantId.toString(), UUID.randomUUID().toString(), keys);
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      boolean keyed = keys && !READ.matcher(String.valueOf(method.getBareMethodName())).matches();
      CallOptions bounded =
          options.getDeadline() == null && method.getType() == MethodType.UNARY
              ? options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              : options;
      return new SimpleForwardingClientCall<>(next.newCall(method, bounded)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          headers.put(TENANT, tenantId);
          headers.put(USER, userId);
          headers.put(MEMBERSHIP, userId);
          if (keyed) {
            String key = bounded.getOption(KEY);
            headers.put(IDEMPOTENCY_KEY, key == null ? UUID.randomUUID().toString() : key);
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
