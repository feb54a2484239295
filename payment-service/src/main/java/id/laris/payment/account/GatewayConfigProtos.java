package id.laris.payment.account;

import id.laris.common.grpc.Protos;
import id.laris.pos.v1.GatewayConfig;

/** Converts an account to its message, without its secret, encrypted or not. */
final class GatewayConfigProtos {

  private GatewayConfigProtos() {}

  static GatewayConfig toProto(GatewayConfigRow row) {
    GatewayConfig.Builder proto =
        GatewayConfig.newBuilder()
            .setEnvironment(row.environment())
            .setMerchantId(row.merchantId())
            .setServerKeyMasked(row.serverKeyMasked())
            .setClientKey(row.clientKey())
            .setQrisAcquirer(row.qrisAcquirer())
            .setVersion(row.version());
    Protos.setTime(row.updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }
}
