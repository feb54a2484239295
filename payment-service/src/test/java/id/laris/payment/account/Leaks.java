package id.laris.payment.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Searches what is written for server keys. */
public final class Leaks {

  private Leaks() {}

  /** Expects the text not to hold the secret, however it is written. */
  public static void assertHides(String where, String text, String secret) {
    String end = secret.substring(secret.indexOf("server-") + "server-".length());
    for (String written :
        List.of(
            secret,
            end,
            HexFormat.of().formatHex(end.getBytes(UTF_8)),
            HexFormat.of().withUpperCase().formatHex(end.getBytes(UTF_8)),
            Base64.getEncoder().encodeToString((secret + ":").getBytes(UTF_8)),
            Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)),
            Base64.getEncoder().encodeToString(end.getBytes(UTF_8)))) {
      assertThat(text.contains(written)).as("%s shows the secret", where).isFalse();
    }
  }
}
