package id.laris.events;

import id.laris.common.db.Writes;
import id.laris.common.errors.PassingFailure;
import id.laris.events.ConsumerCursors.Moved;
import id.laris.events.ParkedEvents.Aggregate;
import id.laris.pos.v1.Event;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Applies events and moves the cursor behind them, in one transaction. The cursor is moved first,
 * from where it was when the events were read: so of two processes one applies them.
 *
 * <p>Events that fail are tried once more together, then one by one, with growing pauses between
 * the tries; one that fails five times is parked, and the events of its aggregate are parked behind
 * it. Failures that pass (a database out of reach, a deadlock) are not counted: they are thrown.
 */
@Component
class ConsumeEvents {

  private static final Logger log = LoggerFactory.getLogger(ConsumeEvents.class);
  private static final int TRIES_TOGETHER = 2;
  private static final int TRIES = 5;
  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialBackoff(Duration.ofMillis(50), 2);

  private final Writes writes;
  private final ConsumerCursors cursors;
  private final ParkedEvents parkedEvents;
  private final ConsumerMeters meters;

  ConsumeEvents(
      Writes writes, ConsumerCursors cursors, ParkedEvents parkedEvents, ConsumerMeters meters) {
    this.writes = writes;
    this.cursors = cursors;
    this.parkedEvents = parkedEvents;
    this.meters = meters;
  }

  /**
   * Applies the events that were read after a cursor, and returns whether the cursor is behind all
   * of them now. It is not if another process applied them, if this process stops, or if they had
   * to be applied one by one; the stored cursor then tells the position.
   *
   * @param next where the cursor is to be after them
   */
  boolean run(
      EventConsumer consumer,
      String cursor,
      List<Event> events,
      String next,
      BooleanSupplier stopping) {
    try {
      return tries(consumer, TRIES_TOGETHER, stopping)
          .executeSupplier(() -> apply(consumer, cursor, events, next));
    } catch (RuntimeException e) {
      throwIfPassing(e);
      oneByOne(consumer, cursor, events, stopping);
      return false;
    }
  }

  private static Retry tries(EventConsumer consumer, int most, BooleanSupplier stopping) {
    return Retry.of(
        consumer.name(),
        RetryConfig.custom()
            .maxAttempts(most)
            .intervalFunction(PAUSES)
            .retryOnException(failure -> !passes(failure) && !stopping.getAsBoolean())
            .build());
  }

  private void oneByOne(
      EventConsumer consumer, String cursor, List<Event> events, BooleanSupplier stopping) {
    String after = cursor;
    for (Event event : events) {
      if (stopping.getAsBoolean() || !applyOrPark(consumer, after, event, stopping)) {
        return;
      }
      after = event.getCursor();
    }
  }

  private boolean applyOrPark(
      EventConsumer consumer, String cursor, Event event, BooleanSupplier stopping) {
    try {
      return tries(consumer, TRIES, stopping)
          .executeSupplier(() -> apply(consumer, cursor, List.of(event), event.getCursor()));
    } catch (RuntimeException e) {
      throwIfPassing(e);
      return !stopping.getAsBoolean() && park(consumer, cursor, event, e);
    }
  }

  /** Returns whether the cursor was at the expected position. */
  private boolean apply(EventConsumer consumer, String cursor, List<Event> events, String next) {
    return writes.run(
        () -> {
          Optional<Moved> moved = cursors.move(consumer, cursor, next);
          if (moved.isEmpty()) {
            return false;
          }
          Set<Aggregate> parked =
              moved.get().hasParked() ? parkedEvents.parkedAmong(consumer, events) : Set.of();
          List<Event> waiting =
              events.stream().filter(event -> parked.contains(Aggregate.of(event))).toList();
          List<Event> free =
              events.stream().filter(event -> !parked.contains(Aggregate.of(event))).toList();
          int newlyParked =
              waiting.stream().mapToInt(event -> parkedEvents.park(consumer, event, "", 0)).sum();
          if (!free.isEmpty()) {
            consumer.apply(free);
          }
          meters.afterCommit(consumer, free, newlyParked);
          return true;
        });
  }

  private boolean park(
      EventConsumer consumer, String cursor, Event event, RuntimeException failure) {
    log.warn(
        "{} cannot apply {} {} of {} {}: it is parked",
        consumer.name(),
        event.getType(),
        event.getId(),
        event.getAggregateType(),
        event.getAggregateId(),
        failure);
    return writes.run(
        () -> {
          if (cursors.move(consumer, cursor, event.getCursor()).isEmpty()) {
            return false;
          }
          int newlyParked = parkedEvents.park(consumer, event, Failure.describe(failure), TRIES);
          meters.afterCommit(consumer, List.of(), newlyParked);
          return true;
        });
  }

  private static void throwIfPassing(RuntimeException failure) {
    if (passes(failure)) {
      throw failure;
    }
  }

  private static boolean passes(Throwable failure) {
    return PassingFailure.caused(failure) || Thread.currentThread().isInterrupted();
  }
}
