package id.laris.common.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes of secrets that are too short for a hash alone, such as PINs: HMAC-SHA-256 under keys that
 * are derived from the master keys for one purpose. So a reader of the database cannot find the
 * secrets by trying all of them.
 */
public final class KeyedHashes {

  private static final String ALGORITHM = "HmacSHA256";

  private final String secrets;
  private final List<SecretKeySpec> keys;

  /**
   * Derives the keys.
   *
   * @param secrets the kind of secrets, such as {@code PINs}: each has keys of its own
   */
  public KeyedHashes(MasterKeys masterKeys, String secrets) {
    this.secrets = secrets;
    byte[] purpose = ("laris: " + secrets).getBytes(UTF_8);
    this.keys = masterKeys.all().stream().map(key -> key(hmac(key(key), purpose))).toList();
  }

  /** Refuses to go on without a key. Errors: MASTER_KEY_MISSING. */
  public void requireKey() {
    if (keys.isEmpty()) {
      throw Errors.of(
          Reason.MASTER_KEY_MISSING,
          "This server has no key for %s: %s".formatted(secrets, MasterKeys.HOW_TO_SET));
    }
  }

  /** The hash under the current key, for what is stored now. Errors: MASTER_KEY_MISSING. */
  public byte[] current(String secret) {
    requireKey();
    return hash(keys.getFirst(), secret);
  }

  /**
   * The hashes under the current key and the previous one, under which it may have been stored.
   * Errors: MASTER_KEY_MISSING.
   */
  public byte[][] all(String secret) {
    requireKey();
    return keys.stream().map(key -> hash(key, secret)).toArray(byte[][]::new);
  }

  private static byte[] hash(SecretKeySpec key, String secret) {
    return hmac(key, secret.getBytes(UTF_8));
  }

  private static SecretKeySpec key(byte[] bytes) {
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  private static byte[] hmac(SecretKeySpec key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }
}
