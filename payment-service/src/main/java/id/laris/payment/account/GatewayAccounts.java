package id.laris.payment.account;

import id.laris.common.Caller;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The tenants' accounts at the gateway, ready to be used. They are read again each time. */
@Component
public class GatewayAccounts {

  private static final Logger log = LoggerFactory.getLogger(GatewayAccounts.class);

  private final GatewayConfigs configs;
  private final Secrets secrets;
  private final Reads reads;

  /** The tenants whose secret could not be decrypted: each is logged once. */
  private final Set<UUID> undecryptable = ConcurrentHashMap.newKeySet();

  GatewayAccounts(GatewayConfigs configs, Secrets secrets, Reads reads) {
    this.configs = configs;
    this.secrets = secrets;
    this.reads = reads;
  }

  /**
   * Returns the account of the caller's tenant.
   *
   * @throws PosException GATEWAY_NOT_CONFIGURED where it has none, or its secret cannot be
   *     decrypted
   */
  public GatewayAccount current() {
    UUID tenantId = Caller.current().tenantId();
    GatewayConfigRow row = reads.run(configs::current);
    return secrets
        .open(tenantId, row.serverKeyEncrypted())
        .map(
            opened -> new GatewayAccount(opened.serverKey(), row.environment(), row.qrisAcquirer()))
        .orElseThrow(() -> undecryptable(tenantId));
  }

  private PosException undecryptable(UUID tenantId) {
    if (undecryptable.add(tenantId)) {
      log.warn(
          "the server key of tenant {} cannot be decrypted with any key of POS_MASTER_KEY",
          tenantId);
    }
    return Errors.of(
        Reason.GATEWAY_NOT_CONFIGURED,
        "The tenant's server key was encrypted with another POS_MASTER_KEY: add that one to the setting,"
            + " after the new one and a comma, or set the server key again with SetGatewayConfig.");
  }
}
