package id.laris.common.grpc;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.StatusMapper;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Answers calls with long-lived streams. Each has a thread of its own; an exception of its handler
 * becomes a status, as with any other call. If the server stops, all streams end at once, because
 * their callers would never end them. A stream ends also soon after the credentials with which it
 * was opened are no longer accepted: a token has expired, or its key was withdrawn.
 */
@Component
public class Streams implements DisposableBean {

  private static final long BETWEEN_CHECKS_MILLIS = 3_000;

  private final StatusMapper statuses;
  private final Authenticator authenticator;
  private final ScheduledExecutorService checks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("stream-credentials").factory());
  private final Set<ReplyStream<?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  Streams(StatusMapper statuses, MeterRegistry meters, Authenticator authenticator) {
    this.statuses = statuses;
    this.authenticator = authenticator;
    Gauge.builder("laris.streams.open", open, Set::size)
        .description("Streams of answers that callers hold open")
        .register(meters);
    var _ =
        checks.scheduleWithFixedDelay(
            this::authenticateAgain,
            BETWEEN_CHECKS_MILLIS,
            BETWEEN_CHECKS_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** Runs the handler beside the call, until it returns or throws. */
  public <R> void open(StreamObserver<R> observer, Consumer<ReplyStream<R>> handler) {
    ServerCallStreamObserver<R> call = (ServerCallStreamObserver<R>) observer;
    CallContext facts = CallContext.current();
    ReplyStream<R> stream =
        new ReplyStream<>(call, Caller.isPresent() ? facts.credentials() : null);
    open.add(stream);
    if (stopping) {
      stream.stop();
    }
    Thread.ofVirtual()
        .name("stream-" + facts.rpc())
        .start(Context.current().wrap(() -> run(call, stream, handler, facts.traceId())));
  }

  private <R> void run(
      ServerCallStreamObserver<R> call,
      ReplyStream<R> stream,
      Consumer<ReplyStream<R>> handler,
      String traceId) {
    try {
      handler.accept(stream);
      RuntimeException refusal = stream.refusal();
      if (stream.isCancelled()) {
        call.onError(Status.CANCELLED.withDescription("the caller is gone").asRuntimeException());
      } else if (refusal != null) {
        throw refusal;
      } else if (!stream.isOpen()) {
        throw Errors.stopping();
      } else {
        call.onCompleted();
      }
    } catch (RuntimeException e) {
      call.onError(
          stream.isCancelled()
              ? Status.CANCELLED.withCause(e).asRuntimeException()
              : statuses.toStatus(e, traceId));
    } finally {
      open.remove(stream);
    }
  }

  /** Returns the number of open streams. */
  public int count() {
    return open.size();
  }

  private void authenticateAgain() {
    open.forEach(stream -> stream.authenticateAgain(authenticator));
  }

  /** Ends the streams before the server stops, which would wait for them. */
  @EventListener(ContextClosedEvent.class)
  void endAll() {
    stopping = true;
    open.forEach(ReplyStream::stop);
  }

  @Override
  public void destroy() {
    checks.shutdownNow();
  }
}
