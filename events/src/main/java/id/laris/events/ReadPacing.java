package id.laris.events;

import id.laris.common.grpc.ReplyStream;
import java.time.Duration;

/**
 * The time at which a reader that has read everything reads again: when it is woken, and after a
 * while in any case. Where events are there that cannot be read yet, nobody will wake it when they
 * can; then it looks after some milliseconds, more and more of them.
 */
final class ReadPacing {

  /** A signal can get lost where a process dies; so long an event may then wait. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Duration LONGEST_UNSETTLED = Duration.ofMillis(50);

  private final Duration least;
  private Duration unsettled;

  /**
   * Looks for one reader.
   *
   * @param least between two looks, however fast signals come: so many commits are read together
   */
  ReadPacing(Duration least) {
    this.least = least;
    this.unsettled = least;
  }

  /**
   * Waits for the next look.
   *
   * @param moved whether the last look has found something
   * @param most how long at the most
   */
  void pause(ReplyStream<?> stream, boolean isUnsettled, boolean moved, Duration most) {
    if (moved || !isUnsettled) {
      unsettled = least;
    }
    stream.pause(least);
    stream.await(shorter(most, isUnsettled ? unsettled : LONGEST));
    unsettled = shorter(LONGEST_UNSETTLED, unsettled.multipliedBy(2));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
