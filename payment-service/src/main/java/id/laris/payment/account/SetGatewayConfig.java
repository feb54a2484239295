package id.laris.payment.account;

import id.laris.common.Caller;
import id.laris.common.db.Outbox;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.events.types.PaymentEvents;
import id.laris.pos.v1.GatewayConfig;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.pos.v1.SetGatewayConfigResponse;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sets the tenant's account at the gateway. Without a server key the stored one stays. Repeating it
 * changes nothing, unless the secret is encrypted with the previous master key: then it is
 * encrypted with the current one.
 *
 * <p>The secret is stored encrypted and is in no answer: the idempotency key keeps a hash of the
 * call and the mask.
 *
 * <p>Errors: VALIDATION_FAILED (a malformed server key, or none at all); VERSION_CONFLICT;
 * GATEWAY_NOT_CONFIGURED (no POS_MASTER_KEY to encrypt with).
 */
@Component
public class SetGatewayConfig {

  private final GatewayConfigs configs;
  private final Secrets secrets;
  private final Outbox outbox;
  private final Writes writes;

  SetGatewayConfig(GatewayConfigs configs, Secrets secrets, Outbox outbox, Writes writes) {
    this.configs = configs;
    this.secrets = secrets;
    this.outbox = outbox;
    this.writes = writes;
  }

  public SetGatewayConfigResponse run(SetGatewayConfigRequest request) {
    return writes.once(
        request,
        SetGatewayConfigResponse.parser(),
        () -> {
          GatewayConfigRow row = configs.lock(GatewayConfigRow.ID).orElseGet(GatewayConfigRow::new);
          row.requireVersion("gateway config", request.hasVersion(), request.getVersion());
          setSecret(row, request.getServerKey().strip());
          row.describe(request.getMerchantId(), request.getClientKey(), request.getQrisAcquirer());
          GatewayConfigRow stored = configs.saveAndFlush(row);
          GatewayConfig config = GatewayConfigProtos.toProto(stored);
          if (stored.hasChanged()) {
            outbox.add(PaymentEvents.GATEWAY_CONFIG_CHANGED, stored, config);
          }
          return SetGatewayConfigResponse.newBuilder().setConfig(config).build();
        });
  }

  private void setSecret(GatewayConfigRow row, String requested) {
    if (requested.isEmpty() ? !row.hasSecret() : !ServerKey.isWellFormed(requested)) {
      throw Errors.invalid(
          "server_key",
          "must be the gateway's server key, SB-Mid-server-... for the sandbox or Mid-server-... for"
              + " production: the dashboard shows it under Settings, Access Keys");
    }
    UUID tenantId = Caller.current().tenantId();
    Optional<Secrets.Opened> present =
        row.hasSecret() ? secrets.open(tenantId, row.serverKeyEncrypted()) : Optional.empty();
    if (requested.isEmpty()) {
      // One that no key decrypts stays too: its master key may be configured again.
      present
          .filter(opened -> !opened.current())
          .ifPresent(opened -> seal(row, tenantId, opened.serverKey()));
      return;
    }
    ServerKey serverKey = new ServerKey(requested);
    boolean same =
        present
            .filter(opened -> opened.current() && opened.serverKey().matches(serverKey))
            .isPresent();
    if (!same) {
      seal(row, tenantId, serverKey);
    }
  }

  private void seal(GatewayConfigRow row, UUID tenantId, ServerKey serverKey) {
    row.setServerKey(serverKey, secrets.seal(tenantId, serverKey));
  }
}
