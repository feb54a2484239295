package id.laris.payment.midtrans;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.jspecify.annotations.Nullable;

/** Formats and parses the gateway's times: those of Jakarta, UTC+7, mostly without an offset. */
final class JakartaTime {

  private static final ZoneOffset OFFSET = ZoneOffset.ofHours(7);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private JakartaTime() {}

  /** Formats it like {@code 2026-01-01 10:00:00 +0700}. */
  static String format(Instant instant) {
    return LOCAL.format(instant.atOffset(OFFSET)) + " +0700";
  }

  /** Parses {@code 2026-01-01 10:00:00}; returns null where the text is not a time. */
  static @Nullable Instant parse(String text) {
    try {
      return LocalDateTime.parse(text, LOCAL).toInstant(OFFSET);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
