package id.laris.events;

import com.google.protobuf.util.Timestamps;
import id.laris.common.db.AfterCommit;
import id.laris.pos.v1.Event;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** The metrics of consumers, for operators. */
@Component
class ConsumerMeters {

  private static final String CONSUMER = "consumer";

  private final MeterRegistry meters;
  private final Clock clock;

  ConsumerMeters(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Once the transaction has committed: counts the events, and times how long after it happened the
   * oldest was applied.
   */
  void afterCommit(EventConsumer consumer, List<Event> applied, int parked) {
    AfterCommit.run(() -> count(consumer, applied, parked));
  }

  private void count(EventConsumer consumer, List<Event> applied, int parked) {
    if (parked > 0) {
      meters.counter("laris.events.parked", CONSUMER, consumer.name()).increment(parked);
    }
    if (!applied.isEmpty()) {
      meters.counter("laris.events.applied", CONSUMER, consumer.name()).increment(applied.size());
      long lagMillis = clock.millis() - Timestamps.toMillis(applied.getFirst().getOccurredAt());
      meters
          .timer("laris.events.lag", CONSUMER, consumer.name())
          .record(Duration.ofMillis(Math.max(0, lagMillis)));
    }
  }
}
