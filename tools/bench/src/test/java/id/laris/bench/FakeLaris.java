package id.laris.bench;

import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddOrderItemResponse;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CalculateOrderResponse;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CheckResponse;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CompleteOrderResponse;
import id.laris.pos.v1.CreateExchangeRequest;
import id.laris.pos.v1.CreateExchangeResponse;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateOrderResponse;
import id.laris.pos.v1.CreateReturnRequest;
import id.laris.pos.v1.CreateReturnResponse;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.FinalizeOrderResponse;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.SalesServiceGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Answers what the load generator asks, keeps nothing but the calls it has seen. */
final class FakeLaris implements AutoCloseable {

  /** A call as it came. */
  record Seen(String rpc, String tenantId, String idempotencyKey) {}

  static final long TOTAL = 2_100_000;

  /** Checkouts so far, for {@link #stopAt}. */
  static final long EVERY = 0;

  private static final Context.Key<String> KEY = Context.key("idempotency-key");

  private final List<Seen> seen = new ArrayList<>();
  private final Set<String> saleLocations = new TreeSet<>();
  private final Set<String> soldVariants = new TreeSet<>();
  private final List<CheckoutRequest> sold = new ArrayList<>();
  private final List<CreateReturnRequest> returned = new ArrayList<>();
  private final List<CreateExchangeRequest> exchanged = new ArrayList<>();
  private final FakeInventory inventory = new FakeInventory();
  private final FakeCustomers customers = new FakeCustomers();
  private final FakePromotions promotions = new FakePromotions();
  private final FakeStaff staff = new FakeStaff();
  private final FakePayments payments = new FakePayments();
  private final FakeEvents events;
  private final AtomicLong completions = new AtomicLong();
  private final int failEvery;
  private long checkouts;
  private volatile long stopAt = -1;
  private volatile long stopMillis;
  private volatile boolean forgetful;
  private final Server server;

  /** Every so many CompleteOrder calls fail; 0 for none. */
  FakeLaris(int port, int failEvery) throws IOException {
    this(port, failEvery, FakeEvents.Timing.BEFORE_ANSWER);
  }

  FakeLaris(FakeEvents.Timing timing) throws IOException {
    this(0, 0, timing);
  }

  private FakeLaris(int port, int failEvery, FakeEvents.Timing timing) throws IOException {
    this.failEvery = failEvery;
    this.events = new FakeEvents(timing);
    server =
        Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
            .addService(new FakeCatalog(events))
            .addService(new Sales())
            .addService(inventory)
            .addService(customers)
            .addService(promotions)
            .addService(staff)
            .addService(payments)
            .addService(events)
            .addService(new Health())
            .intercept(new Watch())
            .build()
            .start();
  }

  /** Stands for the process of the suite. */
  public static void main(String[] arguments) throws Exception {
    new FakeLaris(Integer.parseInt(arguments[0]), 0).server.awaitTermination();
  }

  String target() {
    return "localhost:" + server.getPort();
  }

  synchronized List<Seen> seen() {
    return List.copyOf(seen);
  }

  long count(String rpc) {
    return seen().stream().filter(call -> call.rpc().equals(rpc)).count();
  }

  /** Stands still so long when this checkout comes, and all that come meanwhile wait. */
  void stopAt(long checkout, long millis) {
    stopAt = checkout;
    stopMillis = millis;
  }

  /** Does not know any more what it has answered to the same key before. */
  void forget() {
    forgetful = true;
  }

  FakePayments payments() {
    return payments;
  }

  FakePromotions promotions() {
    return promotions;
  }

  FakeStaff staff() {
    return staff;
  }

  FakeCustomers customers() {
    return customers;
  }

  synchronized List<CheckoutRequest> checkouts() {
    return List.copyOf(sold);
  }

  private synchronized void sold(CheckoutRequest sale) {
    sold.add(sale);
  }

  synchronized List<CreateReturnRequest> returned() {
    return List.copyOf(returned);
  }

  private synchronized void returned(CreateReturnRequest request) {
    returned.add(request);
  }

  synchronized List<CreateExchangeRequest> exchanged() {
    return List.copyOf(exchanged);
  }

  private synchronized void exchanged(CreateExchangeRequest request) {
    exchanged.add(request);
  }

  FakeInventory inventory() {
    return inventory;
  }

  /** Where was sold; an empty one stands for nowhere in particular. */
  synchronized Set<String> saleLocations() {
    return Set.copyOf(saleLocations);
  }

  synchronized Set<String> soldVariants() {
    return Set.copyOf(soldVariants);
  }

  private synchronized void sold(String variantId) {
    soldVariants.add(variantId);
  }

  private synchronized void soldAt(String locationId) {
    saleLocations.add(locationId);
  }

  @Override
  public void close() {
    server.shutdownNow();
    events.close();
    payments.close();
  }

  static <T> void reply(StreamObserver<T> observer, T answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }

  static String id() {
    return UUID.randomUUID().toString();
  }

  private final class Watch implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      synchronized (FakeLaris.this) {
        seen.add(
            new Seen(
                String.valueOf(call.getMethodDescriptor().getBareMethodName()),
                header(headers, "x-dev-tenant-id"),
                header(headers, "idempotency-key")));
      }
      return Contexts.interceptCall(
          Context.current().withValue(KEY, header(headers, "idempotency-key")),
          call,
          headers,
          next);
    }

    private static String header(Metadata headers, String name) {
      String value = headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
      return value == null ? "" : value;
    }
  }

  private static final class Health extends HealthServiceGrpc.HealthServiceImplBase {
    @Override
    public void check(CheckRequest request, StreamObserver<CheckResponse> observer) {
      reply(observer, CheckResponse.newBuilder().setStatus(CheckResponse.Status.SERVING).build());
    }
  }

  private final class Sales extends SalesServiceGrpc.SalesServiceImplBase {
    @Override
    public void calculateOrder(
        CalculateOrderRequest request, StreamObserver<CalculateOrderResponse> observer) {
      reply(observer, CalculateOrderResponse.getDefaultInstance());
    }

    @Override
    public void createOrder(
        CreateOrderRequest request, StreamObserver<CreateOrderResponse> observer) {
      soldAt(request.getLocationId());
      Order order = Order.newBuilder().setId(id()).build();
      reply(observer, CreateOrderResponse.newBuilder().setOrder(order).build());
    }

    @Override
    public void addOrderItem(
        AddOrderItemRequest request, StreamObserver<AddOrderItemResponse> observer) {
      sold(request.getVariantId());
      reply(observer, AddOrderItemResponse.getDefaultInstance());
    }

    @Override
    public void finalizeOrder(
        FinalizeOrderRequest request, StreamObserver<FinalizeOrderResponse> observer) {
      Order order = Order.newBuilder().setTotal(Money.newBuilder().setAmount(TOTAL)).build();
      reply(observer, FinalizeOrderResponse.newBuilder().setOrder(order).build());
    }

    @Override
    public void addPayment(AddPaymentRequest request, StreamObserver<AddPaymentResponse> observer) {
      if (request.getAmount() == TOTAL) {
        reply(observer, AddPaymentResponse.getDefaultInstance());
      } else {
        observer.onError(Status.INVALID_ARGUMENT.asRuntimeException());
      }
    }

    @Override
    public void completeOrder(
        CompleteOrderRequest request, StreamObserver<CompleteOrderResponse> observer) {
      if (failEvery > 0 && completions.incrementAndGet() % failEvery == 0) {
        observer.onError(
            Status.ABORTED.withDescription("somebody was faster").asRuntimeException());
      } else {
        reply(observer, CompleteOrderResponse.getDefaultInstance());
      }
    }

    @Override
    public void checkout(CheckoutRequest request, StreamObserver<CheckoutResponse> observer) {
      soldAt(request.getLocationId());
      request.getItemsList().forEach(item -> sold(item.getVariantId()));
      sold(request);
      standStill();
      String key = forgetful ? id() : KEY.get();
      Order.Builder order = Order.newBuilder().setId(key);
      for (int i = 0; i < request.getItemsCount(); i++) {
        order
            .addItemsBuilder()
            .setId("%s line %d".formatted(key, i))
            .setVariantId(request.getItems(i).getVariantId())
            .setQuantity(request.getItems(i).getQuantity());
      }
      reply(observer, CheckoutResponse.newBuilder().setOrder(order).build());
    }

    @Override
    public void createReturn(
        CreateReturnRequest request, StreamObserver<CreateReturnResponse> observer) {
      returned(request);
      reply(observer, CreateReturnResponse.getDefaultInstance());
    }

    @Override
    public void createExchange(
        CreateExchangeRequest request, StreamObserver<CreateExchangeResponse> observer) {
      exchanged(request);
      reply(observer, CreateExchangeResponse.getDefaultInstance());
    }

    /** While one waits, all others do. */
    private synchronized void standStill() {
      if (++checkouts == stopAt || stopAt == EVERY) {
        try {
          Thread.sleep(stopMillis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
