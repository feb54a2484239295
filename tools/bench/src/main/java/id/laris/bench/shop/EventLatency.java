package id.laris.bench.shop;

import com.google.protobuf.FieldMask;
import id.laris.bench.load.Caller;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.LarisClient;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.UpdateProductRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Changes a product of its own, and waits until the event of the change comes to a subscriber of
 * the same tenant.
 */
public final class EventLatency implements Caller {

  /** Nothing where the event was there before the answer. */
  public static final String AFTER_ANSWER = "(event after the answer)";

  /** Whoever waits longer counts the event as failed. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LarisClient client;
  private final Duration patience;
  private final String productId;
  private @Nullable Subscription subscription;
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
    Subscription open = subscription;
    if (open == null) {
      open = stopwatch.untimed("Subscribe", this::subscribe);
      subscription = open;
    }
    Product changed = stopwatch.time("UpdateProduct", this::change);
    long answeredNanos = System.nanoTime();
    try {
      stopwatch.took(AFTER_ANSWER, nanosFrom(answeredNanos, open, changed, stopwatch));
    } catch (CallFailedException e) {
      // Whatever the matter was, the next round begins with a stream that is whole.
      open.close();
      subscription = null;
      throw e;
    }
  }

  private Subscription subscribe() {
    return Subscription.open(client, productId, patience);
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

  private long nanosFrom(
      long answeredNanos, Subscription open, Product changed, Stopwatch stopwatch)
      throws CallFailedException {
    long cameNanos =
        stopwatch.untimed(AFTER_ANSWER, () -> open.awaitEvent(changed.getVersion(), patience));
    return Math.max(0, cameNanos - answeredNanos);
  }

  @Override
  public void close() {
    client.close();
  }
}
