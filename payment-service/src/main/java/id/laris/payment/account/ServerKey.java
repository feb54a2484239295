package id.laris.payment.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The secret of an account at the gateway. Printing it prints its mask. */
public final class ServerKey {

  private static final String SANDBOX = "SB-Mid-server-";
  private static final String PRODUCTION = "Mid-server-";
  private static final int SHOWN = 4;
  private static final int LONG_ENOUGH = 12;

  private static final int FINGERPRINT_BYTES = 8;

  private final String secret;

  ServerKey(String secret) {
    this.secret = secret;
  }

  /** Returns the secret, for the gateway's client alone, which signs and authenticates with it. */
  public String secret() {
    return secret;
  }

  boolean isSandbox() {
    return secret.startsWith(SANDBOX);
  }

  /** Returns whether the text has the form of a server key. */
  static boolean isWellFormed(String text) {
    return (text.startsWith(SANDBOX) || text.startsWith(PRODUCTION))
        && text.matches("[A-Za-z0-9_-]{16,200}");
  }

  /** Compares in constant time. */
  boolean matches(ServerKey other) {
    return MessageDigest.isEqual(secret.getBytes(UTF_8), other.secret.getBytes(UTF_8));
  }

  /**
   * Returns {@code SB-Mid-server-****5678}; a short key shows no end, which would be most of it.
   */
  String mask() {
    String beginning = isSandbox() ? SANDBOX : PRODUCTION;
    boolean isLong = secret.length() >= beginning.length() + LONG_ENOUGH;
    return beginning + "****" + (isLong ? secret.substring(secret.length() - SHOWN) : "");
  }

  /** Returns an identifier of the key that does not reveal it. */
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
