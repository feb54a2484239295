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

/** The accounts at the gateway, ready to be used. They are read anew each time. */
@Component
public class GatewayAccounts {

  private static final Logger log = LoggerFactory.getLogger(GatewayAccounts.class);

  private final GatewayConfigs configs;
  private final Secrets secrets;
  private final Reads reads;

  /** Whose secrets did not open: each is told of once. */
  private final Set<UUID> closed = ConcurrentHashMap.newKeySet();

  GatewayAccounts(GatewayConfigs configs, Secrets secrets, Reads reads) {
    this.configs = configs;
    this.secrets = secrets;
    this.reads = reads;
  }

  /**
   * The account of the caller's tenant.
   *
   * @throws PosException GATEWAY_NOT_CONFIGURED where it has none, or no key of ours opens its
   *     secret
   */
  public GatewayAccount current() {
    UUID tenantId = Caller.current().tenantId();
    GatewayConfigRow row = reads.run(configs::current);
    return secrets
        .open(tenantId, row.serverKeyEncrypted())
        .map(
            opened -> new GatewayAccount(opened.serverKey(), row.environment(), row.qrisAcquirer()))
        .orElseThrow(() -> closed(tenantId));
  }

  private PosException closed(UUID tenantId) {
    if (closed.add(tenantId)) {
      log.warn("the server key of tenant {} opens under no key of POS_MASTER_KEY", tenantId);
    }
    return Errors.of(
        Reason.GATEWAY_NOT_CONFIGURED,
        "The tenant's server key was encrypted under another POS_MASTER_KEY: give the server that one"
            + " again, behind a comma after the new one, or set the server key anew with"
            + " SetGatewayConfig.");
  }
}
