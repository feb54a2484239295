package id.laris.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A caller: every server key is a merchant of its own. */
record Merchant(String serverKey) {

  /** The merchant of an Authorization header; null where it is none. */
  static @Nullable Merchant of(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      String text = new String(decoded, StandardCharsets.UTF_8);
      // The server key is the user name, and the password is empty.
      String key = text.endsWith(":") ? text.substring(0, text.length() - 1) : "";
      boolean known = key.startsWith("SB-Mid-server-") || key.startsWith("Mid-server-");
      return known && key.indexOf(':') < 0 ? new Merchant(key) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Such as G123456789. */
  String id() {
    return String.format(Locale.ROOT, "G%09d", Math.floorMod(serverKey.hashCode(), 1_000_000_000));
  }

  /** Keys do not belong into logs. */
  @Override
  public String toString() {
    return id();
  }
}
