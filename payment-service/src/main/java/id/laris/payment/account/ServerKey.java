package id.laris.payment.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The secret of an account at the gateway. It never shows itself: what prints one prints its mask.
 */
public final class ServerKey {

  private static final String SANDBOX = "SB-Mid-server-";
  private static final String PRODUCTION = "Mid-server-";
  private static final int SHOWN = 4;
  private static final int LONG = 12;

  private static final int FINGERPRINT_BYTES = 8;

  private final String secret;

  ServerKey(String secret) {
    this.secret = secret;
  }

  /** For the gateway's client alone: to sign, and to show it to the gateway. */
  public String secret() {
    return secret;
  }

  boolean isSandbox() {
    return secret.startsWith(SANDBOX);
  }

  /** Whether it looks like one at all. */
  static boolean isOne(String text) {
    return (text.startsWith(SANDBOX) || text.startsWith(PRODUCTION))
        && text.matches("[A-Za-z0-9_-]{16,200}");
  }

  /** Compared in constant time. */
  boolean is(ServerKey other) {
    return MessageDigest.isEqual(secret.getBytes(UTF_8), other.secret.getBytes(UTF_8));
  }

  /** Such as {@code SB-Mid-server-****5678}; of one so short that this were most of it, no end. */
  String mask() {
    String beginning = isSandbox() ? SANDBOX : PRODUCTION;
    boolean isLong = secret.length() >= beginning.length() + LONG;
    return beginning + "****" + (isLong ? secret.substring(secret.length() - SHOWN) : "");
  }

  /** Tells one key from another, and nothing else of it. */
  String fingerprint() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return mask();
  }
}
