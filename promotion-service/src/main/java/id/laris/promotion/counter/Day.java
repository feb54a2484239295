package id.laris.promotion.counter;

import id.laris.common.grpc.Protos;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The day to which a use counts. */
public final class Day {

  private Day() {}

  /**
   * The day of a time. Errors: VALIDATION_FAILED of an unknown zone.
   *
   * @param field the field of the request that has the zone
   * @param timeZone an IANA time zone; UTC if empty
   */
  public static LocalDate of(Instant at, String field, String timeZone) {
    ZoneId zone = timeZone.isEmpty() ? ZoneOffset.UTC : Protos.timeZone(field, timeZone);
    return LocalDate.ofInstant(at, zone);
  }
}
