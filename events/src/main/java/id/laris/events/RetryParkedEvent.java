package id.laris.events;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Schemas;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PassingFailure;
import id.laris.common.grpc.CallContext;
import id.laris.events.ParkedEvents.Parked;
import id.laris.pos.v1.RetryParkedEventRequest;
import id.laris.pos.v1.RetryParkedEventResponse;
import io.grpc.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Applies a parked event, and those of the same consumer and aggregate that wait behind it, in
 * their order and in one transaction. It holds the consumer's cursor meanwhile, so that a new event
 * of the aggregate cannot overtake them.
 *
 * <p>If one of them fails, those before it are applied without it, and its failure is recorded. The
 * call belongs to the service of the consumer: its idempotency key is stored in the schema of that
 * service.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION where an older event of the same aggregate is
 * parked.
 */
@Component
class RetryParkedEvent {

  private static final String RESOURCE = "parked event";

  /** The largest number of events in one transaction; for more, the caller calls again. */
  private static final int MOST = 1_000;

  private final ParkedEvents parkedEvents;
  private final ConsumerCursors cursors;
  private final Consumers consumers;
  private final ConsumerMeters meters;
  private final Schemas schemas;
  private final Reads reads;
  private final Writes writes;

  RetryParkedEvent(
      ParkedEvents parkedEvents,
      ConsumerCursors cursors,
      Consumers consumers,
      ConsumerMeters meters,
      Schemas schemas,
      Reads reads,
      Writes writes) {
    this.parkedEvents = parkedEvents;
    this.cursors = cursors;
    this.consumers = consumers;
    this.meters = meters;
    this.schemas = schemas;
    this.reads = reads;
    this.writes = writes;
  }

  RetryParkedEventResponse run(RetryParkedEventRequest request) {
    Optional<RetryParkedEventResponse> before = answeredBefore(request);
    if (before.isPresent()) {
      return before.get();
    }
    UUID id = Ids.parse(request.getParkedEventId());
    Parked named =
        reads.run(() -> parkedEvents.find(id)).orElseThrow(() -> Errors.notFound(RESOURCE, id));
    String name = named.event().getConsumer();
    EventConsumer consumer =
        consumers.named(name).orElseThrow(() -> Errors.notFound("consumer", name));
    return by(consumer.service(), () -> digest(request, consumer, named));
  }

  /** The event may be gone; so it is not known in whose schema the answer would be. */
  private Optional<RetryParkedEventResponse> answeredBefore(RetryParkedEventRequest request) {
    return schemas.names().stream()
        .map(schemas::serviceOf)
        .map(
            service ->
                by(
                    service,
                    () -> writes.answeredBefore(request, RetryParkedEventResponse.parser())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Applies all of them; if one fails, those before it. */
  private RetryParkedEventResponse digest(
      RetryParkedEventRequest request, EventConsumer consumer, Parked named) {
    int most = MOST;
    RuntimeException failure = null;
    while (true) {
      Attempt attempt = new Attempt(consumer, named, most, failure);
      try {
        return writes.once(request, RetryParkedEventResponse.parser(), attempt::run);
      } catch (RuntimeException e) {
        if (attempt.begun == 0 || PassingFailure.caused(e)) {
          throw e;
        }
        // The last that was begun; or one before it, if it only showed at the commit.
        most = attempt.begun - 1;
        failure = e;
      }
    }
  }

  /** One transaction's worth. */
  private final class Attempt {

    private final EventConsumer consumer;
    private final Parked named;
    private final int most;
    private final @Nullable RuntimeException failure;
    private int begun;

    /**
     * An attempt.
     *
     * @param most how many events to apply
     * @param failure what went wrong with the one behind them, where it was tried before
     */
    Attempt(EventConsumer consumer, Parked named, int most, @Nullable RuntimeException failure) {
      this.consumer = consumer;
      this.named = named;
      this.most = most;
      this.failure = failure;
    }

    RetryParkedEventResponse run() {
      begun = 0;
      cursors.lock(consumer);
      List<Parked> parked = parkedEvents.ofSameAggregate(named, most + 1);
      requireOldest(parked);
      List<Parked> tried = parked.subList(0, Math.min(most, parked.size()));
      for (Parked next : tried) {
        begun++;
        consumer.apply(List.of(next.event().getEvent()));
        parkedEvents.delete(next);
      }
      meters.afterCommit(consumer, tried.stream().map(next -> next.event().getEvent()).toList(), 0);
      RetryParkedEventResponse.Builder response =
          RetryParkedEventResponse.newBuilder().setDigested(tried.size());
      if (tried.size() < parked.size()) {
        Parked left = parked.get(tried.size());
        response.setStillParked(
            (failure == null ? left : parkedEvents.failed(left, Failure.describe(failure)))
                .event());
      }
      return response.build();
    }

    private void requireOldest(List<Parked> parked) {
      if (parked.isEmpty() || parked.getFirst().number() > named.number()) {
        // Another call has applied it meanwhile.
        throw Errors.notFound(RESOURCE, named.id());
      }
      if (!parked.getFirst().id().equals(named.id())) {
        throw Errors.wrongState(
                RESOURCE, named.id(), "behind an older one", "the oldest of its aggregate")
            .with("oldest", parked.getFirst().id());
      }
    }
  }

  /** Does a part of this call as one of our services. */
  private static <R> R by(String service, Supplier<R> work) {
    Context context =
        Caller.service(Caller.current().tenantId())
            .in(CallContext.current().by(service).in(Context.current()));
    Context before = context.attach();
    try {
      return work.get();
    } finally {
      context.detach(before);
    }
  }
}
