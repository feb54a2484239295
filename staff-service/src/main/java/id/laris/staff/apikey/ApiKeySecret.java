package id.laris.staff.apikey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import id.laris.common.auth.OurTokens;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of an API key: 256 random bits. As a string it shows its beginning only. */
final class ApiKeySecret {

  private static final int BYTES = 32;
  private static final int SHOWN = OurTokens.API_KEY_PREFIX.length() + 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private ApiKeySecret(String text) {
    this.text = text;
  }

  static ApiKeySecret draw() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new ApiKeySecret(
        OurTokens.API_KEY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** All of it, for the one answer that shows it. */
  String text() {
    return text;
  }

  byte[] hash() {
    return Hashing.sha256().hashString(text, US_ASCII).asBytes();
  }

  String beginning() {
    return text.substring(0, SHOWN);
  }

  @Override
  public String toString() {
    return beginning() + "...";
  }
}
