package id.laris.common.grpc;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs refusals that anybody can cause as often as he likes: one line for many. */
final class RefusalLog {

  private static final long BETWEEN_LINES_NANOS = 10_000_000_000L;

  private final Logger log;
  private final String refused;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong loggedAtNanos = new AtomicLong(System.nanoTime() - BETWEEN_LINES_NANOS);

  /**
   * Makes the log.
   *
   * @param refused the subject of the line, such as "calls with too many headers"
   */
  RefusalLog(Logger log, String refused) {
    this.log = log;
    this.refused = refused;
  }

  /** Counts a refusal, and logs it unless another was logged a moment ago. */
  void add(@Nullable Object from) {
    long total = count.incrementAndGet();
    long now = System.nanoTime();
    long loggedAt = loggedAtNanos.get();
    if (now - loggedAt >= BETWEEN_LINES_NANOS && loggedAtNanos.compareAndSet(loggedAt, now)) {
      log.warn("{} were refused: {} since the start, the last from {}", refused, total, from);
    }
  }
}
