package id.laris.staff;

import id.laris.pos.v1.BatchGetLocationsRequest;
import id.laris.pos.v1.BatchGetLocationsResponse;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.Location;
import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.UUID;

/** An inventory in which every location exists but one. */
final class AnyLocation extends InventoryServiceGrpc.InventoryServiceImplBase
    implements AutoCloseable {

  static final String NAME = "fake-inventory-of-tills";

  /** The location that does not exist. */
  static final UUID UNKNOWN = UUID.randomUUID();

  private final Server server;

  AnyLocation() throws IOException {
    server = InProcessServerBuilder.forName(NAME).addService(this).build().start();
  }

  @Override
  public void batchGetLocations(
      BatchGetLocationsRequest request, StreamObserver<BatchGetLocationsResponse> observer) {
    BatchGetLocationsResponse.Builder answer = BatchGetLocationsResponse.newBuilder();
    request.getLocationIdsList().stream()
        .filter(id -> !id.equals(UNKNOWN.toString()))
        .forEach(id -> answer.addLocations(Location.newBuilder().setId(id)));
    observer.onNext(answer.build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
