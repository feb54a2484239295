package id.laris.sales.location;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The rule that assigns a sale to a business date.
 *
 * @param cutoffMinutes when the day begins, in minutes after midnight
 */
public record BusinessDay(ZoneId zone, int cutoffMinutes) {

  public LocalDate of(Instant moment) {
    return moment.atZone(zone).toLocalDateTime().minusMinutes(cutoffMinutes).toLocalDate();
  }
}
