package id.laris.common;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** UUIDs from outside, read strictly: {@link UUID#fromString} would take {@code 1-1-1-1-1}. */
public final class Uuids {

  private static final int LENGTH = 36;

  private Uuids() {}

  public static Optional<UUID> parse(@Nullable String text) {
    return text != null && isUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** Every call parses many, so this is no regular expression. */
  private static boolean isUuid(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      boolean fits =
          switch (i) {
            case 8, 13, 18, 23 -> text.charAt(i) == '-';
            default -> HexFormat.isHexDigit(text.charAt(i));
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
