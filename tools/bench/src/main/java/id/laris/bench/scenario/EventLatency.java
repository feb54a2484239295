package id.laris.bench.scenario;

import com.google.protobuf.FieldMask;
import id.laris.bench.load.Caller;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.LarisClient;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import id.laris.pos.v1.UpdateProductRequest;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes a product of its own, and waits until the event of the change comes to a subscriber of
 * the same tenant.
 */
public final class EventLatency implements Caller {

  /** Next to nothing where the event was there before the answer. */
  public static final String AFTER_ANSWER = "(event after the answer)";

  /** An event that takes longer counts as failed. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LarisClient client;
  private final Duration patience;
  private final String productId;
  private @Nullable BlockingClientCall<?, SubscribeResponse> subscription;
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
      var events = stopwatch.untimed("Subscribe", this::subscribed);
      Product changed = stopwatch.time("UpdateProduct", this::change);
      stopwatch.call(AFTER_ANSWER, () -> await(events, event -> isOf(event, changed), "event"));
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

  /** All events from the first round on, whose stream has said that it is there. */
  private BlockingClientCall<?, SubscribeResponse> subscribed() {
    if (subscription == null) {
      subscription =
          EventServiceGrpc.newBlockingV2Stub(client.channel())
              .subscribe(SubscribeRequest.newBuilder().setAfterCursor("now").build());
      var _ = await(subscription, message -> !message.hasEvent(), "the first cursor");
    }
    return subscription;
  }

  private SubscribeResponse await(
      BlockingClientCall<?, SubscribeResponse> events,
      Predicate<SubscribeResponse> wanted,
      String name) {
    long giveUpNanos = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        SubscribeResponse message =
            events.read(giveUpNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (message == null) {
          throw Status.UNAVAILABLE.withDescription("the stream ended").asRuntimeException();
        }
        if (wanted.test(message)) {
          return message;
        }
      }
    } catch (TimeoutException e) {
      throw Status.DEADLINE_EXCEEDED
          .withDescription(name + " did not come within " + patience.toMillis() + " ms")
          .asRuntimeException();
    } catch (StatusException e) {
      throw e.getStatus().withCause(e).asRuntimeException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withCause(e).asRuntimeException();
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
      subscription.cancel("a new one follows", null);
      subscription = null;
    }
  }

  @Override
  public void close() {
    unsubscribe();
    client.close();
  }
}
