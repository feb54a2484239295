package id.laris.payment.midtrans;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.jspecify.annotations.Nullable;

/** The gateway's times: those of Jakarta, always seven hours ahead, mostly without saying so. */
final class Wib {

  private static final ZoneOffset OFFSET = ZoneOffset.ofHours(7);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private Wib() {}

  /** Such as {@code 2026-01-01 10:00:00 +0700}. */
  static String format(Instant instant) {
    return LOCAL.format(instant.atOffset(OFFSET)) + " +0700";
  }

  /** Of {@code 2026-01-01 10:00:00}; null where it is no time. */
  static @Nullable Instant parse(String text) {
    try {
      return LocalDateTime.parse(text, LOCAL).toInstant(OFFSET);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
