package id.laris.common.health;

import static id.laris.common.grpc.Replies.reply;

import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CheckResponse;
import id.laris.pos.v1.HealthServiceGrpc;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

@Component
final class HealthGrpcService extends HealthServiceGrpc.HealthServiceImplBase {

  private final CheckHealth checkHealth;

  HealthGrpcService(CheckHealth checkHealth) {
    this.checkHealth = checkHealth;
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> observer) {
    reply(observer, checkHealth::run);
  }
}
