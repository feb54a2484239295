package id.laris.payment.account;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import id.laris.common.CannotStart;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Parses {@code POS_MASTER_KEY}, which no message quotes. */
final class MasterKeys {

  private static final int BYTES = 32;
  private static final int MAX_KEYS = 2;

  private MasterKeys() {}

  /**
   * Returns the ciphers of the keys: the first encrypts, all decrypt; none where none is set.
   *
   * @throws CannotStart where it is malformed
   */
  static List<Aead> parse(String setting) {
    if (setting.isBlank()) {
      return List.of();
    }
    String[] parts = setting.split(",", -1);
    if (parts.length > MAX_KEYS) {
      throw malformed();
    }
    List<Aead> ciphers = new ArrayList<>();
    for (String part : parts) {
      ciphers.add(cipher(decode(part.strip())));
    }
    return List.copyOf(ciphers);
  }

  static Aead cipher(byte[] key) {
    try {
      return new AesGcmJce(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM with 256 bits", e);
    }
  }

  private static byte[] decode(String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text);
      if (key.length == BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Reported below; the message of this exception may quote the key.
    }
    throw malformed();
  }

  private static CannotStart malformed() {
    return new CannotStart(
        "POS_MASTER_KEY must be 32 bytes in base64, as openssl rand -base64 32 prints; the previous key"
            + " may follow after a comma, and still decrypts.");
  }
}
