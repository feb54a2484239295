package id.laris.events;

import id.laris.common.CannotStart;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The operator's settings of events. */
@Component
class EventSettings {

  private static final int LONGEST_DAYS = 3650;

  private final Duration retention;
  private final Duration cursorEvery;

  EventSettings(
      @Value("${pos.events.retention-days}") String retentionDays,
      @Value("${pos.events.cursor-every}") Duration cursorEvery) {
    this.retention = Duration.ofDays(days(retentionDays.strip()));
    this.cursorEvery = cursorEvery;
  }

  private static int days(String text) {
    int days = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (days < 1 || days > LONGEST_DAYS) {
      throw new CannotStart(
          "POS_EVENT_RETENTION_DAYS must be a number of days from 1 to %d."
              .formatted(LONGEST_DAYS));
    }
    return days;
  }

  /** Returns the time for which events are kept. */
  Duration retention() {
    return retention;
  }

  /** Returns the interval at which a subscriber gets its cursor while there are no events. */
  Duration cursorEvery() {
    return cursorEvery;
  }
}
