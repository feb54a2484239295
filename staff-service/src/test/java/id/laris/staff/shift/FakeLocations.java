package id.laris.staff.shift;

import id.laris.pos.v1.BatchGetLocationsRequest;
import id.laris.pos.v1.BatchGetLocationsResponse;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.testkit.FakeFeed;
import io.grpc.stub.StreamObserver;
import java.io.IOException;

/**
 * An inventory in which every location exists. It is no service itself, because staff would offer
 * it, too.
 */
final class FakeLocations implements AutoCloseable {

  static final String NAME = "fake-locations-of-shifts";

  private final FakeFeed feed;

  FakeLocations() throws IOException {
    feed = new FakeFeed(NAME, new Inventory());
  }

  private static final class Inventory extends InventoryServiceGrpc.InventoryServiceImplBase {
    @Override
    public void batchGetLocations(
        BatchGetLocationsRequest request, StreamObserver<BatchGetLocationsResponse> observer) {
      BatchGetLocationsResponse.Builder response = BatchGetLocationsResponse.newBuilder();
      request.getLocationIdsList().forEach(id -> response.addLocationsBuilder().setId(id));
      observer.onNext(response.build());
      observer.onCompleted();
    }
  }

  @Override
  public void close() {
    feed.close();
  }
}
