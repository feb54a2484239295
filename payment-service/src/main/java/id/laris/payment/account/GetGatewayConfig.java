package id.laris.payment.account;

import id.laris.common.db.Reads;
import id.laris.pos.v1.GetGatewayConfigRequest;
import id.laris.pos.v1.GetGatewayConfigResponse;
import org.springframework.stereotype.Component;

/**
 * Returns the tenant's account at the gateway, its secret masked.
 *
 * <p>Errors: GATEWAY_NOT_CONFIGURED where none was set.
 */
@Component
public class GetGatewayConfig {

  private final GatewayConfigs configs;
  private final Reads reads;

  GetGatewayConfig(GatewayConfigs configs, Reads reads) {
    this.configs = configs;
    this.reads = reads;
  }

  public GetGatewayConfigResponse run(GetGatewayConfigRequest request) {
    return reads.run(
        () ->
            GetGatewayConfigResponse.newBuilder()
                .setConfig(GatewayConfigProtos.toProto(configs.current()))
                .build());
  }
}
