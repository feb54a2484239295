package id.laris.staff;

import id.laris.pos.v1.BatchGetLocationsRequest;
import id.laris.pos.v1.BatchGetLocationsResponse;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.Location;
import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The locations of inventory-service, made by tests. */
final class FakeLocations extends InventoryServiceGrpc.InventoryServiceImplBase
    implements AutoCloseable {

  static final String NAME = "fake-locations-of-staff";

  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final Server server;

  FakeLocations() throws IOException {
    server = InProcessServerBuilder.forName(NAME).addService(this).build().start();
  }

  String open() {
    String id = UUID.randomUUID().toString();
    ids.add(id);
    return id;
  }

  @Override
  public void batchGetLocations(
      BatchGetLocationsRequest request, StreamObserver<BatchGetLocationsResponse> observer) {
    BatchGetLocationsResponse.Builder found = BatchGetLocationsResponse.newBuilder();
    request.getLocationIdsList().stream()
        .filter(ids::contains)
        .forEach(id -> found.addLocations(Location.newBuilder().setId(id)));
    observer.onNext(found.build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
