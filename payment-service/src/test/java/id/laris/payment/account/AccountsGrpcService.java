package id.laris.payment.account;

import static id.laris.common.grpc.Replies.reply;

import id.laris.pos.v1.GetGatewayConfigRequest;
import id.laris.pos.v1.GetGatewayConfigResponse;
import id.laris.pos.v1.PaymentTransactionServiceGrpc.PaymentTransactionServiceImplBase;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.pos.v1.SetGatewayConfigResponse;
import io.grpc.stub.StreamObserver;

/** As much of the service as accounts need, where there is no other. */
final class AccountsGrpcService extends PaymentTransactionServiceImplBase {

  private final SetGatewayConfig setGatewayConfig;
  private final GetGatewayConfig getGatewayConfig;

  AccountsGrpcService(SetGatewayConfig setGatewayConfig, GetGatewayConfig getGatewayConfig) {
    this.setGatewayConfig = setGatewayConfig;
    this.getGatewayConfig = getGatewayConfig;
  }

  @Override
  public void setGatewayConfig(
      SetGatewayConfigRequest request, StreamObserver<SetGatewayConfigResponse> observer) {
    reply(observer, () -> setGatewayConfig.run(request));
  }

  @Override
  public void getGatewayConfig(
      GetGatewayConfigRequest request, StreamObserver<GetGatewayConfigResponse> observer) {
    reply(observer, () -> getGatewayConfig.run(request));
  }
}
