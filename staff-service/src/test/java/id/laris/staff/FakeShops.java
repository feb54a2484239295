package id.laris.staff;

import id.laris.pos.v1.BatchGetLocationsRequest;
import id.laris.pos.v1.BatchGetLocationsResponse;
import id.laris.pos.v1.InventoryServiceGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The locations of inventory, made by tests, each with its time zone. It is no gRPC service itself:
 * the process under test would serve it.
 */
final class FakeShops implements AutoCloseable {

  static final String NAME = "fake-shops-of-staff";

  private final Map<String, String> zones = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Server server;

  FakeShops() throws IOException {
    server = InProcessServerBuilder.forName(NAME).addService(new Inventory()).build().start();
  }

  /** Makes a location and returns its id. */
  String open(String timeZone) {
    String id = UUID.randomUUID().toString();
    zones.put(id, timeZone);
    return id;
  }

  /** Answers nothing about this location any more. */
  void keepsSilentAbout(String locationId) {
    silent.add(locationId);
  }

  private final class Inventory extends InventoryServiceGrpc.InventoryServiceImplBase {

    @Override
    public void batchGetLocations(
        BatchGetLocationsRequest request, StreamObserver<BatchGetLocationsResponse> observer) {
      if (request.getLocationIdsList().stream().anyMatch(silent::contains)) {
        observer.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      BatchGetLocationsResponse.Builder response = BatchGetLocationsResponse.newBuilder();
      request.getLocationIdsList().stream()
          .filter(zones::containsKey)
          .forEach(id -> response.addLocationsBuilder().setId(id).setTimeZone(zones.get(id)));
      observer.onNext(response.build());
      observer.onCompleted();
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
