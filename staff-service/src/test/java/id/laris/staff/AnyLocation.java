package id.laris.staff;

import id.laris.pos.v1.BatchGetLocationsRequest;
import id.laris.pos.v1.BatchGetLocationsResponse;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.Location;
import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * An inventory in which every location exists but one, for the whole test run. (A bean of its type
 * would be served by the process under test.)
 */
final class AnyLocation extends InventoryServiceGrpc.InventoryServiceImplBase {

  static final String NAME = "fake-inventory-of-tills";

  /** The location that does not exist. */
  static final UUID UNKNOWN = UUID.randomUUID();

  private static final Server SERVER = started();

  private AnyLocation() {}

  private static Server started() {
    try {
      return InProcessServerBuilder.forName(NAME).addService(new AnyLocation()).build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless it runs. */
  static void requireRunning() {
    if (SERVER.isShutdown()) {
      throw new IllegalStateException("the fake inventory has stopped");
    }
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
}
