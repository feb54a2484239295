package id.laris.events;

import id.laris.common.background.Background;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.Reads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextPausedEvent;
import org.springframework.context.event.ContextRestartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs every {@link EventConsumer}. It starts when the process is ready, and stops before any other
 * part of the process. Several processes may run the same consumers: each event is applied by one.
 */
@Component
class ConsumerEngine {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Consumers consumers;
  private final RemoteServices remoteServices;
  private final ConsumeEvents consumeEvents;
  private final ConsumerCursors cursors;
  private final Background background;
  private final Reads reads;
  private final Clock clock;
  private final List<ProducerWatch> watches = new ArrayList<>();
  private final List<ConsumerWorkers> workers = new ArrayList<>();

  ConsumerEngine(
      Consumers consumers,
      RemoteServices remoteServices,
      ConsumeEvents consumeEvents,
      ConsumerCursors cursors,
      Background background,
      Reads reads,
      Clock clock) {
    this.consumers = consumers;
    this.remoteServices = remoteServices;
    this.consumeEvents = consumeEvents;
    this.cursors = cursors;
    this.background = background;
    this.reads = reads;
    this.clock = clock;
  }

  @EventListener({ApplicationReadyEvent.class, ContextRestartedEvent.class})
  synchronized void start() {
    consumers.all().forEach(this::start);
  }

  private void start(EventConsumer consumer) {
    RemoteService producer = remoteServices.feedOf(consumer.producer());
    ConsumerWorkers started =
        new ConsumerWorkers(consumer, producer, consumeEvents, cursors, background, reads, clock);
    started.start();
    workers.add(started);
    ProducerWatch watch = new ProducerWatch(consumer, producer, started, background);
    watch.start();
    watches.add(watch);
  }

  /** A process that is paused has no server, and so may have no producer. */
  @EventListener({ContextPausedEvent.class, ContextClosedEvent.class})
  synchronized void stop() {
    watches.forEach(ProducerWatch::stop);
    workers.forEach(worker -> worker.stop(PATIENCE));
    watches.clear();
    workers.clear();
  }
}
