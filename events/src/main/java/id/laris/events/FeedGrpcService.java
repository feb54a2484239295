package id.laris.events;

import id.laris.common.grpc.Streams;
import id.laris.pos.v1.FeedServiceGrpc;
import id.laris.pos.v1.WatchTenantsRequest;
import id.laris.pos.v1.WatchTenantsResponse;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** The RPC by which our own services learn whose events are worth reading. */
@Component
final class FeedGrpcService extends FeedServiceGrpc.FeedServiceImplBase {

  private final Streams streams;
  private final WatchTenants watchTenants;

  FeedGrpcService(Streams streams, WatchTenants watchTenants) {
    this.streams = streams;
    this.watchTenants = watchTenants;
  }

  @Override
  public void watchTenants(
      WatchTenantsRequest request, StreamObserver<WatchTenantsResponse> observer) {
    streams.open(observer, stream -> watchTenants.run(request, stream));
  }
}
