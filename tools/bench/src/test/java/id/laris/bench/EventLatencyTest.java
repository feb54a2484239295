package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.bench.FakeEvents.Timing;
import id.laris.bench.load.Measurements;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.scenario.EventLatency;
import id.laris.client.LarisClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventLatencyTest extends BenchRun {

  private int measure(FakeLaris laris, int callers) throws Exception {
    return bench(
        "--target",
        laris.target(),
        "--scenario",
        "event-latency",
        "--callers",
        "" + callers,
        "--warmup",
        "0",
        "--duration",
        "1",
        "--json",
        "" + json());
  }

  private Result.Row event() throws Exception {
    return row("event-latency", EventLatency.AFTER_ANSWER);
  }

  @Test
  void anEventThatComesAfterTheAnswerTookTheTimeBetween() throws Exception {
    try (FakeLaris laris = new FakeLaris(Timing.AFTER_ANSWER)) {
      assertThat(measure(laris, 1)).isZero();

      assertThat(event().count()).isPositive().isEqualTo(laris.count("UpdateProduct"));
      assertThat(event().p50Ms()).isBetween(FakeEvents.APART_MILLIS / 2.0, 1_000.0);
      assertThat(row("event-latency", "UpdateProduct").p50Ms()).isLessThan(event().p50Ms());
      assertThat(laris.count("Subscribe")).isEqualTo(1);
    }
  }

  @Test
  void anEventThatCameBeforeTheAnswerTookNoTime() throws Exception {
    try (FakeLaris laris = new FakeLaris(Timing.BEFORE_ANSWER)) {
      assertThat(measure(laris, 2)).isZero();

      assertThat(event().count()).isEqualTo(laris.count("UpdateProduct"));
      assertThat(event().p50Ms()).isLessThan(FakeEvents.APART_MILLIS / 2.0);
      assertThat(laris.count("Subscribe")).isEqualTo(2);
    }
  }

  @Test
  void aStreamThatBreaksIsCountedAndTheNextRoundHasANewOne() throws Exception {
    try (FakeLaris laris = new FakeLaris(Timing.BREAKS)) {
      assertThat(measure(laris, 1)).isEqualTo(1);

      long rounds = laris.count("UpdateProduct");
      assertThat(event().count()).isZero();
      assertThat(event().errors()).isEqualTo(Map.of("UNAVAILABLE", rounds));
      assertThat(laris.count("Subscribe")).isEqualTo(rounds).isGreaterThan(1);
      assertThat(output).contains("such as: UNAVAILABLE: the server stops");
    }
  }

  @Test
  void anEventThatDoesNotComeIsWaitedForNoLongerThanPatienceLasts() throws Exception {
    try (FakeLaris laris = new FakeLaris(Timing.NEVER);
        EventLatency caller =
            new EventLatency(
                LarisClient.to(laris.target()).as(UUID.randomUUID()), Duration.ofMillis(100))) {
      Measurements calls = new Measurements();

      assertThatThrownBy(() -> caller.once(new Stopwatch(calls)))
          .isInstanceOf(Stopwatch.CallFailedException.class)
          .hasMessageContaining("did not come within 100 ms");

      assertThat(calls.errors(EventLatency.AFTER_ANSWER))
          .isEqualTo(Map.of("DEADLINE_EXCEEDED", 1L));
    }
  }
}
