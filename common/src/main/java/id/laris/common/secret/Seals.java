package id.laris.common.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Encrypts what is stored secretly, by AES-GCM with the master key, and bound to what it is for: a
 * ciphertext cannot be moved to another place.
 */
@Component
public final class Seals {

  private final List<Aead> ciphers;

  public Seals(MasterKeys keys) {
    this.ciphers = keys.all().stream().map(Seals::cipher).toList();
  }

  private static Aead cipher(byte[] key) {
    try {
      return new AesGcmJce(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM with 256 bits", e);
    }
  }

  /** A decrypted secret, and whether the key that encrypts now has decrypted it. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
  public record Opened(byte[] secret, boolean current) {}

  /** Returns whether there is no key to encrypt with. */
  public boolean isKeyMissing() {
    return ciphers.isEmpty();
  }

  /** Encrypts. Errors: MASTER_KEY_MISSING. */
  public byte[] seal(byte[] secret, byte[] boundTo) {
    if (isKeyMissing()) {
      throw Errors.of(
          Reason.MASTER_KEY_MISSING,
          "This server has no key to encrypt with: " + MasterKeys.HOW_TO_SET);
    }
    try {
      return ciphers.getFirst().encrypt(secret, boundTo);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret could not be encrypted", e);
    }
  }

  /** Decrypts; empty where no key of ours does. */
  public Optional<Opened> open(byte[] sealed, byte[] boundTo) {
    for (Aead cipher : ciphers) {
      try {
        byte[] secret = cipher.decrypt(sealed, boundTo);
        return Optional.of(new Opened(secret, cipher.equals(ciphers.getFirst())));
      } catch (GeneralSecurityException e) {
        // Encrypted with another key, perhaps the previous one.
      }
    }
    return Optional.empty();
  }
}
