package id.laris.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.meter.Meters;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Callers call again and again, but do not storm a Laris that is down. */
class LoadTest {

  private static final Duration DURATION = Duration.ofMillis(500);

  private final AtomicLong calls = new AtomicLong();

  @Test
  void aLarisThatIsDownIsCalledAtGrowingPauses() throws Exception {
    run(stopwatch -> fail(stopwatch, Status.UNAVAILABLE));

    // The pauses of 10, 20, 40, 80, 160 and 320 ms are longer than the whole time.
    assertThat(calls).hasValueBetween(2, 6);
  }

  @Test
  void aRefusalIsFollowedByTheNextCallAtOnce() throws Exception {
    run(stopwatch -> fail(stopwatch, Status.ABORTED));

    assertThat(calls).hasValueGreaterThan(100);
  }

  @Test
  void whatCannotBePreparedIsNotTriedBeforeItsTime() throws Exception {
    List<Boolean> afterTheLast = new ArrayList<>();
    Caller caller =
        new Caller() {
          private long lastDueNanos = System.nanoTime();

          @Override
          public void prepare(long dueNanos, Stopwatch stopwatch)
              throws Stopwatch.CallFailedException {
            afterTheLast.add(System.nanoTime() - lastDueNanos >= 0);
            lastDueNanos = dueNanos;
            fail(stopwatch, Status.UNAVAILABLE);
          }

          @Override
          public void once(Stopwatch stopwatch) {}

          @Override
          public void close() {}
        };

    var _ = Load.run(new Plan(1, 20, Duration.ZERO, DURATION, Meters.NONE), () -> caller);

    assertThat(afterTheLast).hasSize(10).containsOnly(true);
  }

  private void fail(Stopwatch stopwatch, Status status) throws Stopwatch.CallFailedException {
    calls.incrementAndGet();
    stopwatch.call(
        "Call",
        () -> {
          throw status.asRuntimeException();
        });
  }

  private static void run(Caller.Work work) throws Exception {
    var _ =
        Load.run(
            new Plan(1, Plan.CLOSED, Duration.ZERO, DURATION, Meters.NONE),
            () -> Caller.of(() -> {}, work));
  }
}
