package id.laris.payment.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.secret.MasterKeys;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Encrypts the tenants' server keys, by AES-GCM with the master key and bound to the tenant: the
 * ciphertext of one tenant cannot be decrypted for another.
 */
@Component
class Secrets {

  private static final Logger log = LoggerFactory.getLogger(Secrets.class);

  private final List<Aead> ciphers;
  private final boolean sandboxOnly;

  Secrets(MasterKeys keys) {
    this.ciphers = keys.all().stream().map(Secrets::cipher).toList();
    this.sandboxOnly = keys.isPublic();
    if (sandboxOnly) {
      log.warn(
          "POS_MASTER_KEY is not set: server keys are encrypted with a public development key, and only"
              + " sandbox keys are accepted.");
    }
  }

  private static Aead cipher(byte[] key) {
    try {
      return new AesGcmJce(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM with 256 bits", e);
    }
  }

  /** A decrypted server key, and whether the key that encrypts now has decrypted it. */
  record Opened(ServerKey serverKey, boolean current) {}

  /**
   * Encrypts.
   *
   * @throws PosException GATEWAY_NOT_CONFIGURED where there is no master key, or only the
   *     development key for a production server key
   */
  byte[] seal(UUID tenantId, ServerKey serverKey) {
    if (ciphers.isEmpty()) {
      throw Errors.of(
          Reason.GATEWAY_NOT_CONFIGURED,
          "This server has no key to encrypt server keys: " + MasterKeys.HOW_TO_SET);
    }
    if (sandboxOnly && !serverKey.isSandbox()) {
      throw Errors.of(
          Reason.GATEWAY_NOT_CONFIGURED,
          "This server encrypts with a public development key, so it accepts only sandbox server keys"
              + " (SB-Mid-server-...). For production "
              + MasterKeys.HOW_TO_SET);
    }
    try {
      return ciphers.getFirst().encrypt(serverKey.secret().getBytes(UTF_8), boundTo(tenantId));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a server key could not be encrypted", e);
    }
  }

  /** Decrypts; empty where no key of ours does. */
  Optional<Opened> open(UUID tenantId, byte[] sealed) {
    for (Aead cipher : ciphers) {
      try {
        byte[] secret = cipher.decrypt(sealed, boundTo(tenantId));
        boolean current = cipher.equals(ciphers.getFirst());
        return Optional.of(new Opened(new ServerKey(new String(secret, UTF_8)), current));
      } catch (GeneralSecurityException e) {
        // Encrypted with another key, perhaps the previous one.
      }
    }
    return Optional.empty();
  }

  private static byte[] boundTo(UUID tenantId) {
    return tenantId.toString().getBytes(UTF_8);
  }
}
