package id.laris.payment.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.secret.MasterKeys;
import id.laris.common.secret.Seals;
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

  private final Seals seals;
  private final boolean sandboxOnly;

  Secrets(MasterKeys keys) {
    this.seals = new Seals(keys);
    this.sandboxOnly = keys.isPublic();
    if (sandboxOnly) {
      log.warn(
          "POS_MASTER_KEY is not set: server keys are encrypted with a public development key, and"
              + " only sandbox keys are accepted.");
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
    if (seals.isKeyMissing()) {
      throw Errors.of(
          Reason.GATEWAY_NOT_CONFIGURED,
          "This server has no key to encrypt server keys: " + MasterKeys.HOW_TO_SET);
    }
    if (sandboxOnly && !serverKey.isSandbox()) {
      throw Errors.of(
          Reason.GATEWAY_NOT_CONFIGURED,
          "This server encrypts with a public development key, so it accepts only sandbox server"
              + " keys (SB-Mid-server-...). For production "
              + MasterKeys.HOW_TO_SET);
    }
    return seals.seal(serverKey.secret().getBytes(UTF_8), boundTo(tenantId));
  }

  /** Decrypts; empty where no key of ours does. */
  Optional<Opened> open(UUID tenantId, byte[] sealed) {
    return seals
        .open(sealed, boundTo(tenantId))
        .map(
            opened ->
                new Opened(new ServerKey(new String(opened.secret(), UTF_8)), opened.current()));
  }

  private static byte[] boundTo(UUID tenantId) {
    return tenantId.toString().getBytes(UTF_8);
  }
}
