package id.laris.payment.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Encrypts the tenants' server keys, by AES-GCM with the master key and bound to the tenant: the
 * ciphertext of one tenant cannot be decrypted for another.
 */
@Component
class Secrets {

  static final String HOW_TO_SET_KEY =
      "set POS_MASTER_KEY to what openssl rand -base64 32 prints, the same for every process, and start"
          + " it again.";

  private static final Logger log = LoggerFactory.getLogger(Secrets.class);

  /** The key is public, as everybody may do everything in development mode. */
  private static final byte[] DEVELOPMENT_KEY = "laris-development-is-not-secret!".getBytes(UTF_8);

  private final List<Aead> ciphers;
  private final boolean sandboxOnly;

  Secrets(Environment environment) {
    List<Aead> set = MasterKeys.parse(environment.getProperty("pos.master-key", ""));
    boolean development =
        !environment.getProperty("pos.auth.enabled", Boolean.class, false)
            && !environment.getProperty("pos.env", "").strip().equalsIgnoreCase("production");
    this.sandboxOnly = set.isEmpty() && development;
    this.ciphers = sandboxOnly ? List.of(MasterKeys.cipher(DEVELOPMENT_KEY)) : set;
    if (sandboxOnly) {
      log.warn(
          "POS_MASTER_KEY is not set: server keys are encrypted with a public development key, and only"
              + " sandbox keys are accepted.");
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
          "This server has no key to encrypt server keys: " + HOW_TO_SET_KEY);
    }
    if (sandboxOnly && !serverKey.isSandbox()) {
      throw Errors.of(
          Reason.GATEWAY_NOT_CONFIGURED,
          "This server encrypts with a public development key, so it accepts only sandbox server keys"
              + " (SB-Mid-server-...). For production "
              + HOW_TO_SET_KEY);
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
