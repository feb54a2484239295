package id.laris.bench.shop;

import id.laris.client.LarisClient;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The events of a tenant as they come. Only those of one aggregate are kept. */
public final class Subscription
    implements ClientResponseObserver<SubscribeRequest, SubscribeResponse>, AutoCloseable {

  /** A message, or with a status the end of the stream. */
  private record Arrival(SubscribeResponse message, @Nullable Status end, long nanos) {}

  private final String aggregateId;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private @Nullable ClientCallStreamObserver<SubscribeRequest> call;

  private Subscription(String aggregateId) {
    this.aggregateId = aggregateId;
  }

  /** Asks for all events from now on, and waits until the stream says that it is there. */
  static Subscription open(LarisClient client, String aggregateId, Duration patience) {
    Subscription subscription = new Subscription(aggregateId);
    client
        .eventsAsync()
        .subscribe(SubscribeRequest.newBuilder().setAfterCursor("now").build(), subscription);
    try {
      var _ = subscription.await(message -> !message.hasEvent(), patience, "the first cursor");
    } catch (RuntimeException e) {
      subscription.close();
      throw e;
    }
    return subscription;
  }

  /** Waits for an event of the aggregate and says when it came, by {@link System#nanoTime}. */
  long awaitEvent(long sequence, Duration patience) {
    return await(
        message -> message.hasEvent() && message.getEvent().getSequence() == sequence,
        patience,
        "event " + sequence);
  }

  private long await(Predicate<SubscribeResponse> wanted, Duration patience, String name) {
    long giveUpNanos = System.nanoTime() + patience.toNanos();
    while (true) {
      Arrival arrival = next(giveUpNanos - System.nanoTime());
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

  private @Nullable Arrival next(long nanos) {
    try {
      return arrivals.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withCause(e).asRuntimeException();
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<SubscribeRequest> started) {
    call = started;
  }

  @Override
  public void onNext(SubscribeResponse message) {
    if (!message.hasEvent() || message.getEvent().getAggregateId().equals(aggregateId)) {
      arrivals.add(new Arrival(message, null, System.nanoTime()));
    }
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
    arrivals.add(new Arrival(SubscribeResponse.getDefaultInstance(), status, System.nanoTime()));
  }

  @Override
  public void close() {
    if (call != null) {
      call.cancel("nobody listens any more", null);
    }
  }
}
