package id.laris.bench.shop;

import com.google.protobuf.FieldMask;
import id.laris.bench.load.Caller;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.LarisClient;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import id.laris.pos.v1.UpdateProductRequest;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes a product of its own, and waits until the event of the change comes to a subscriber of
 * the same tenant.
 */
public final class EventLatency implements Caller {

  /** Nothing where the event was there before the answer. */
  public static final String AFTER_ANSWER = "(event after the answer)";

  /** An event that takes longer counts as failed. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A message of the stream; its end has a status. */
  private record Arrival(SubscribeResponse message, @Nullable Status end, long nanos) {}

  private final LarisClient client;
  private final Duration patience;
  private final String productId;
  private BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private Context.@Nullable CancellableContext subscription;
  private long rounds;

  public EventLatency(LarisClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
    this.productId =
        client
            .catalog()
            .createProduct(CreateProductRequest.newBuilder().setName("Watched").build())
            .getProduct()
            .getId();
  }

  @Override
  public void once(Stopwatch stopwatch) throws CallFailedException {
    try {
      if (subscription == null) {
        var _ = stopwatch.untimed("Subscribe", this::subscribe);
      }
      Product changed = stopwatch.time("UpdateProduct", this::change);
      long answeredNanos = System.nanoTime();
      long cameNanos =
          stopwatch.untimed(AFTER_ANSWER, () -> await(event -> isOf(event, changed), "event"));
      stopwatch.took(AFTER_ANSWER, Math.max(0, cameNanos - answeredNanos));
    } catch (CallFailedException e) {
      // Whatever the matter was, the next round begins with a stream that is whole.
      unsubscribe();
      throw e;
    }
  }

  private static boolean isOf(SubscribeResponse message, Product changed) {
    return message.hasEvent()
        && message.getEvent().getAggregateId().equals(changed.getId())
        && message.getEvent().getSequence() == changed.getVersion();
  }

  /** Asks for all events from now on, and waits until the stream says that it is there. */
  private long subscribe() {
    BlockingQueue<Arrival> stream = new LinkedBlockingQueue<>();
    Context.CancellableContext context = Context.current().withCancellation();
    arrivals = stream;
    subscription = context;
    context.run(
        () ->
            client
                .eventsAsync()
                .subscribe(
                    SubscribeRequest.newBuilder().setAfterCursor("now").build(), observer(stream)));
    return await(message -> !message.hasEvent(), "the first cursor");
  }

  private static StreamObserver<SubscribeResponse> observer(BlockingQueue<Arrival> arrivals) {
    return new StreamObserver<>() {
      @Override
      public void onNext(SubscribeResponse message) {
        arrivals.add(new Arrival(message, null, System.nanoTime()));
      }

      @Override
      public void onError(Throwable failure) {
        end(Status.fromThrowable(failure));
      }

      @Override
      public void onCompleted() {
        end(Status.UNAVAILABLE.withDescription("the stream ended"));
      }

      private void end(Status status) {
        arrivals.add(new Arrival(SubscribeResponse.getDefaultInstance(), status, 0));
      }
    };
  }

  /** Waits for a message and says when it came, by {@link System#nanoTime}. */
  private long await(Predicate<SubscribeResponse> wanted, String name) {
    long giveUpNanos = System.nanoTime() + patience.toNanos();
    while (true) {
      Arrival arrival;
      try {
        arrival = arrivals.poll(giveUpNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Status.CANCELLED.withCause(e).asRuntimeException();
      }
      if (arrival == null) {
        throw Status.DEADLINE_EXCEEDED
            .withDescription(name + " did not come within " + patience.toMillis() + " ms")
            .asRuntimeException();
      }
      if (arrival.end() != null) {
        throw arrival.end().asRuntimeException();
      }
      if (wanted.test(arrival.message())) {
        return arrival.nanos();
      }
    }
  }

  private Product change() {
    Product product =
        Product.newBuilder().setId(productId).setDescription("Change " + ++rounds).build();
    return client
        .catalog()
        .updateProduct(
            UpdateProductRequest.newBuilder()
                .setProduct(product)
                .setUpdateMask(FieldMask.newBuilder().addPaths("description"))
                .build())
        .getProduct();
  }

  private void unsubscribe() {
    if (subscription != null) {
      var _ = subscription.cancel(null);
      subscription = null;
    }
  }

  @Override
  public void close() {
    unsubscribe();
    client.close();
  }
}
