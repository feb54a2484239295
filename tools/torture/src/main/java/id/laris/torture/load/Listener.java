package id.laris.torture.load;

import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import id.laris.torture.history.Recorder;
import id.laris.torture.history.SeenEvent;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
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
  private final ManagedChannel channel;
  private final EventServiceGrpc.EventServiceBlockingStub events;
  private String cursor = "";
  private final AtomicInteger seen = new AtomicInteger();
  private volatile boolean closed;

  Listener(String tenant, String feed, int port, Recorder recorder) {
    this.tenant = tenant;
    this.feed = feed;
    this.recorder = recorder;
    this.channel = Line.connect(port);
    Metadata headers = new Metadata();
    for (String name : new String[] {"tenant", "user", "membership"}) {
      headers.put(
          Metadata.Key.of("x-dev-" + name + "-id", Metadata.ASCII_STRING_MARSHALLER),
          name.equals("tenant") ? tenant : new UUID(2, 2).toString());
    }
    this.events =
        EventServiceGrpc.newBlockingStub(
            ClientInterceptors.intercept(
                channel, MetadataUtils.newAttachHeadersInterceptor(headers)));
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        follow();
      } catch (StatusRuntimeException e) {
        channel.resetConnectBackoff();
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
        events.withDeadlineAfter(STREAM_SECONDS, TimeUnit.SECONDS).subscribe(request);
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
      channel.enterIdle();
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
    channel.shutdownNow();
  }
}
