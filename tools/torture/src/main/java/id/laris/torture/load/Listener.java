package id.laris.torture.load;

import id.laris.client.DevelopmentCaller;
import id.laris.client.LarisClient;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import id.laris.torture.history.Recorder;
import id.laris.torture.history.SeenEvent;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A kitchen screen: follows all events of a tenant, and comes back with its cursor. */
final class Listener implements Runnable, AutoCloseable {

  private static final int PAUSE_MILLIS = 100;

  /** A stream that is silent for longer is not trusted: one that went deaf does not say so. */
  private static final int STREAM_SECONDS = 15;

  private final String tenant;
  private final String feed;
  private final Recorder recorder;
  private final LarisClient client;
  private String cursor = "";
  private final AtomicInteger seen = new AtomicInteger();
  private volatile boolean closed;

  Listener(String tenant, String feed, int port, Recorder recorder) {
    this.tenant = tenant;
    this.feed = feed;
    this.recorder = recorder;
    this.client =
        LarisClient.atPort(port)
            .with(new DevelopmentCaller(UUID.fromString(tenant), new UUID(2, 2)));
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        follow();
      } catch (StatusRuntimeException e) {
        client.retryNow();
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void follow() {
    SubscribeRequest request = SubscribeRequest.newBuilder().setAfterCursor(cursor).build();
    Iterator<SubscribeResponse> stream =
        client.events().withDeadlineAfter(STREAM_SECONDS, TimeUnit.SECONDS).subscribe(request);
    try {
      while (stream.hasNext()) {
        SubscribeResponse next = stream.next();
        if (next.hasEvent()) {
          record(next.getEvent());
        }
        cursor = next.getCursor();
      }
    } finally {
      // A connection that has gone deaf is left; the next stream gets a new one.
      client.reconnect();
    }
  }

  private void record(Event event) {
    recorder.event(
        new SeenEvent(
            tenant,
            feed,
            seen.getAndIncrement(),
            event.getId(),
            event.getType(),
            event.getAggregateType(),
            event.getAggregateId(),
            event.getSequence()));
  }

  String tenant() {
    return tenant;
  }

  int seen() {
    return seen.get();
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }
}
