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
 * Encrypts the tenants' server keys, by AES-GCM under the master key and bound to the tenant: what
 * is stored for one opens for no other.
 */
@Component
class Secrets {

  static final String MAKE_ONE =
      "set POS_MASTER_KEY to what openssl rand -base64 32 prints, the same for every process, and start"
          + " it again.";

  private static final Logger log = LoggerFactory.getLogger(Secrets.class);

  /** Everybody knows it, as everybody may do everything in development mode. */
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
          "POS_MASTER_KEY is not set: server keys are encrypted with a key that everybody knows, and only"
              + " those of the sandbox are taken.");
    }
  }

  /** A server key that was opened, and whether it was under the key that encrypts now. */
  record Opened(ServerKey serverKey, boolean current) {}

  /**
   * Encrypts.
   *
   * @throws PosException GATEWAY_NOT_CONFIGURED where there is no master key, or only the one of
   *     development for a key that moves money
   */
  byte[] seal(UUID tenantId, ServerKey serverKey) {
    if (ciphers.isEmpty()) {
      throw Errors.of(
          Reason.GATEWAY_NOT_CONFIGURED,
          "This server has no key to encrypt server keys with: " + MAKE_ONE);
    }
    if (sandboxOnly && !serverKey.isSandbox()) {
      throw Errors.of(
          Reason.GATEWAY_NOT_CONFIGURED,
          "This server encrypts with a key that everybody knows, so it takes server keys of the sandbox"
              + " only (SB-Mid-server-...). For real money "
              + MAKE_ONE);
    }
    try {
      return ciphers.getFirst().encrypt(serverKey.secret().getBytes(UTF_8), boundTo(tenantId));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a server key could not be encrypted", e);
    }
  }

  /** Decrypts; nothing where no key of ours opens it. */
  Optional<Opened> open(UUID tenantId, byte[] sealed) {
    for (Aead cipher : ciphers) {
      try {
        byte[] secret = cipher.decrypt(sealed, boundTo(tenantId));
        boolean current = cipher.equals(ciphers.getFirst());
        return Optional.of(new Opened(new ServerKey(new String(secret, UTF_8)), current));
      } catch (GeneralSecurityException e) {
        // Of another key, perhaps of the one before.
      }
    }
    return Optional.empty();
  }

  private static byte[] boundTo(UUID tenantId) {
    return tenantId.toString().getBytes(UTF_8);
  }
}
