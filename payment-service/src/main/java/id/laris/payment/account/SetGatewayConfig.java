package id.laris.payment.account;

import id.laris.common.Caller;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.pos.v1.SetGatewayConfigResponse;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sets the tenant's account at the gateway. Without a server key the one that is there stays.
 * Repeating it changes nothing, unless the secret is still under the master key before: then it is
 * encrypted anew.
 *
 * <p>The secret is stored encrypted and stands in no answer: what is kept of the call for its
 * repetition is a hash and the mask.
 *
 * <p>Errors: VALIDATION_FAILED (a server key that is none, or none at all); VERSION_CONFLICT;
 * GATEWAY_NOT_CONFIGURED (no POS_MASTER_KEY to encrypt with).
 */
@Component
public class SetGatewayConfig {

  private final GatewayConfigs configs;
  private final Secrets secrets;
  private final Writes writes;

  SetGatewayConfig(GatewayConfigs configs, Secrets secrets, Writes writes) {
    this.configs = configs;
    this.secrets = secrets;
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
          return SetGatewayConfigResponse.newBuilder()
              .setConfig(GatewayConfigProtos.toProto(configs.saveAndFlush(row)))
              .build();
        });
  }

  private void setSecret(GatewayConfigRow row, String wanted) {
    if (wanted.isEmpty() ? !row.hasSecret() : !ServerKey.isOne(wanted)) {
      throw Errors.invalid(
          "server_key",
          "must be the gateway's server key, SB-Mid-server-... for its sandbox or Mid-server-... for real"
              + " money: its dashboard has it under Settings, Access Keys");
    }
    UUID tenantId = Caller.current().tenantId();
    Optional<Secrets.Opened> present =
        row.hasSecret() ? secrets.open(tenantId, row.serverKeyEncrypted()) : Optional.empty();
    if (wanted.isEmpty()) {
      // One that no key opens stays too: the master key that opens it may come back.
      present
          .filter(opened -> !opened.current())
          .ifPresent(opened -> seal(row, tenantId, opened.serverKey()));
      return;
    }
    ServerKey serverKey = new ServerKey(wanted);
    boolean same =
        present.filter(opened -> opened.current() && opened.serverKey().is(serverKey)).isPresent();
    if (!same) {
      seal(row, tenantId, serverKey);
    }
  }

  private void seal(GatewayConfigRow row, UUID tenantId, ServerKey serverKey) {
    row.authenticateBy(serverKey, secrets.seal(tenantId, serverKey));
  }
}
