package id.laris.events;

import static org.awaitility.Awaitility.await;

import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A caller of Subscribe, which reads no more than it is told to. */
final class Subscriber implements AutoCloseable {

  private static final int EVERYTHING = 1_000_000_000;

  private final CopyOnWriteArrayList<SubscribeResponse> received = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicReference<@Nullable ClientCallStreamObserver<SubscribeRequest>> call =
      new AtomicReference<>();

  private Subscriber() {}

  static Subscriber of(Channel channel, String afterCursor) {
    return of(channel, SubscribeRequest.newBuilder().setAfterCursor(afterCursor).build());
  }

  static Subscriber of(Channel channel, SubscribeRequest request) {
    return of(channel, request, EVERYTHING);
  }

  /** Reads so many messages, and then no more until {@link #read}. */
  static Subscriber of(Channel channel, SubscribeRequest request, int messages) {
    Subscriber subscriber = new Subscriber();
    EventServiceGrpc.newStub(channel).subscribe(request, subscriber.observer(messages));
    return subscriber;
  }

  private ClientResponseObserver<SubscribeRequest, SubscribeResponse> observer(int messages) {
    return new ClientResponseObserver<>() {
      @Override
      public void beforeStart(ClientCallStreamObserver<SubscribeRequest> stream) {
        call.set(stream);
        stream.disableAutoRequestWithInitial(messages);
      }

      @Override
      public void onNext(SubscribeResponse response) {
        received.add(response);
      }

      @Override
      public void onError(Throwable thrown) {
        failure.set(thrown);
      }

      @Override
      public void onCompleted() {
        failure.set(new IllegalStateException("the stream came to an end"));
      }
    };
  }

  void read(int messages) {
    Objects.requireNonNull(call.get()).request(messages);
  }

  List<SubscribeResponse> received() {
    return List.copyOf(received);
  }

  List<Event> events() {
    return received.stream()
        .filter(SubscribeResponse::hasEvent)
        .map(SubscribeResponse::getEvent)
        .toList();
  }

  List<String> eventIds() {
    return events().stream().map(Event::getId).toList();
  }

  List<Long> sequences() {
    return events().stream().map(Event::getSequence).toList();
  }

  String lastCursor() {
    List<SubscribeResponse> all = received();
    return all.isEmpty() ? "" : all.getLast().getCursor();
  }

  /** Reads until there are no more events for now. */
  Subscriber awaitCaughtUp() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> received.stream().anyMatch(message -> !message.hasEvent()));
    return this;
  }

  Subscriber awaitEvents(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> received.stream().filter(SubscribeResponse::hasEvent).count() >= count);
    return this;
  }

  StatusRuntimeException awaitFailure() {
    await().atMost(Duration.ofSeconds(30)).until(() -> failure.get() != null);
    if (failure.get() instanceof StatusRuntimeException status) {
      return status;
    }
    throw new AssertionError("no status", failure.get());
  }

  boolean hasFailed() {
    return failure.get() != null;
  }

  @Override
  public void close() {
    Objects.requireNonNull(call.get()).cancel("the test is done", null);
  }
}
