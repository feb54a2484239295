package id.laris.client;

import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.pos.v1.HealthServiceGrpc.HealthServiceBlockingStub;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.PaymentTransactionServiceGrpc.PaymentTransactionServiceBlockingStub;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.PromotionServiceGrpc.PromotionServiceBlockingStub;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a running Laris, with the stubs of its services. A call without a deadline gets
 * one of 30 seconds; a stream has none.
 */
public final class LarisClient implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);

  /**
   * The silence after which a connection with an open call is asked whether it lives; without an
   * answer it is made anew.
   */
  private static final Duration ASKS_AFTER = Duration.ofSeconds(10);

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

  private final String target;
  private final ManagedChannel connection;
  private final Channel channel;

  private LarisClient(String target, ManagedChannel connection, Channel channel) {
    this.target = target;
    this.connection = connection;
    this.channel = channel;
  }

  /** Connects to {@code host:port} without credentials, for public calls. */
  public static LarisClient to(String target) {
    return to(target, DEADLINE);
  }

  /** Connects without credentials, with another deadline. */
  public static LarisClient to(String target, Duration deadline) {
    ManagedChannel connection = connection(target);
    return new LarisClient(
        target, connection, ClientInterceptors.intercept(connection, new Deadline(deadline)));
  }

  private static ManagedChannel connection(String target) {
    try {
      return Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
          .keepAliveTime(ASKS_AFTER.toSeconds(), TimeUnit.SECONDS)
          .keepAliveTimeout(ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS)
          .build();
    } catch (IllegalArgumentException e) {
      // It is no address at all.
      throw new NobodyAnswersException(target);
    }
  }

  /** Connects to a port of this machine, without credentials. */
  public static LarisClient atPort(int port) {
    return to("127.0.0.1:" + port);
  }

  /** The same connection with an interceptor more; it is closed once, for all. */
  public LarisClient with(ClientInterceptor interceptor) {
    return new LarisClient(target, connection, ClientInterceptors.intercept(channel, interceptor));
  }

  /** The same connection as a user of the tenant in development mode. */
  public LarisClient as(UUID tenantId) {
    return with(DevelopmentCaller.of(tenantId));
  }

  /** The same connection with a new idempotency key on every write, as a till sends it. */
  public LarisClient withKeys() {
    return with(IdempotencyKey.onEveryWrite());
  }

  public Channel channel() {
    return channel;
  }

  public CatalogServiceBlockingStub catalog() {
    return CatalogServiceGrpc.newBlockingStub(channel);
  }

  public SalesServiceBlockingStub sales() {
    return SalesServiceGrpc.newBlockingStub(channel);
  }

  public InventoryServiceBlockingStub inventory() {
    return InventoryServiceGrpc.newBlockingStub(channel);
  }

  public StaffServiceBlockingStub staff() {
    return StaffServiceGrpc.newBlockingStub(channel);
  }

  public PaymentTransactionServiceBlockingStub payments() {
    return PaymentTransactionServiceGrpc.newBlockingStub(channel);
  }

  public CustomerServiceBlockingStub customers() {
    return CustomerServiceGrpc.newBlockingStub(channel);
  }

  public PromotionServiceBlockingStub promotions() {
    return PromotionServiceGrpc.newBlockingStub(channel);
  }

  public HealthServiceBlockingStub health() {
    return HealthServiceGrpc.newBlockingStub(channel);
  }

  /** The events as an iterator, for a thread that waits for them. */
  public EventServiceGrpc.EventServiceBlockingStub events() {
    return EventServiceGrpc.newBlockingStub(channel);
  }

  /** The events for an observer. */
  public EventServiceGrpc.EventServiceStub eventsAsync() {
    return EventServiceGrpc.newStub(channel);
  }

  /**
   * Connects now, and not at the first call.
   *
   * @throws NobodyAnswersException where no Laris answers
   */
  public LarisClient requireAnswer() {
    ConnectivityState state = connection.getState(true);
    while (state != ConnectivityState.READY) {
      if (state == ConnectivityState.TRANSIENT_FAILURE || !changes(state)) {
        throw new NobodyAnswersException(target);
      }
      state = connection.getState(true);
    }
    return this;
  }

  private boolean changes(ConnectivityState state) {
    CountDownLatch changed = new CountDownLatch(1);
    connection.notifyWhenStateChanged(state, changed::countDown);
    try {
      return changed.await(CONNECTS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Connects again at the next call, without the pause that follows a failed attempt. */
  public void retryNow() {
    connection.resetConnectBackoff();
  }

  /** Leaves the connection: the next call gets a new one. */
  public void reconnect() {
    connection.enterIdle();
  }

  @Override
  public void close() {
    connection.shutdownNow();
  }
}
