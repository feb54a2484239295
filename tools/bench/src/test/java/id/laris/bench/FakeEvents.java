package id.laris.bench;

import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells its subscribers of changed products, when and how a test wants it. */
final class FakeEvents extends EventServiceGrpc.EventServiceImplBase implements AutoCloseable {

  /** When the event of a change comes. */
  enum Timing {
    BEFORE_ANSWER,
    AFTER_ANSWER,
    NEVER,
    /** The stream breaks instead. */
    BREAKS
  }

  /** Between the answer and the event, whichever is first. */
  static final long APART_MILLIS = 30;

  private final Timing timing;
  private final List<StreamObserver<SubscribeResponse>> subscribers = new ArrayList<>();
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

  FakeEvents(Timing timing) {
    this.timing = timing;
  }

  @Override
  public synchronized void subscribe(
      SubscribeRequest request, StreamObserver<SubscribeResponse> observer) {
    if (!request.getAfterCursor().equals("now")) {
      observer.onError(Status.INVALID_ARGUMENT.asRuntimeException());
      return;
    }
    subscribers.add(observer);
    observer.onNext(SubscribeResponse.newBuilder().setCursor("0").build());
  }

  /** Answers the change, and tells of it and of others that the subscriber does not wait for. */
  void changed(String productId, long version, Runnable answer) {
    send(FakeLaris.id(), version);
    send(productId, version - 1);
    switch (timing) {
      case BEFORE_ANSWER -> {
        send(productId, version);
        soon(answer);
      }
      case AFTER_ANSWER -> {
        answer.run();
        soon(() -> send(productId, version));
      }
      case NEVER -> answer.run();
      case BREAKS -> {
        breakAll();
        answer.run();
      }
    }
  }

  private void soon(Runnable work) {
    var _ = later.schedule(work, APART_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void send(String aggregateId, long sequence) {
    Event event = Event.newBuilder().setAggregateId(aggregateId).setSequence(sequence).build();
    subscribers.forEach(
        subscriber -> subscriber.onNext(SubscribeResponse.newBuilder().setEvent(event).build()));
  }

  private synchronized void breakAll() {
    subscribers.forEach(
        subscriber ->
            subscriber.onError(
                Status.UNAVAILABLE.withDescription("the server stops").asRuntimeException()));
    subscribers.clear();
  }

  @Override
  public void close() {
    later.shutdownNow();
  }
}
