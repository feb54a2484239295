package id.laris.events;

import id.laris.common.grpc.ReplyStream;
import java.time.Duration;

/**
 * The time at which a reader that has read everything reads again: when it is woken, and after a
 * while in any case.
 */
final class ReadPacing {

  /** A signal can get lost where a process dies; so long an event may then wait. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private ReadPacing() {}

  /**
   * Waits for the next look.
   *
   * @param least between two looks, however fast signals come: so many commits are read together
   * @param most how long at the most
   */
  static void pause(ReplyStream<?> stream, Duration least, Duration most) {
    stream.pause(least);
    stream.await(most.compareTo(LONGEST) < 0 ? most : LONGEST);
  }
}
