package id.laris.bench;

import com.google.protobuf.Timestamp;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockResponse;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateLocationResponse;
import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.GetInventoryValueResponse;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.ListLowStockRequest;
import id.laris.pos.v1.ListLowStockResponse;
import id.laris.pos.v1.ListStockLevelsRequest;
import id.laris.pos.v1.ListStockLevelsResponse;
import id.laris.pos.v1.ListStockMovementsRequest;
import id.laris.pos.v1.ListStockMovementsResponse;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.PaginationResponse;
import id.laris.pos.v1.SetReorderPointRequest;
import id.laris.pos.v1.SetReorderPointResponse;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockMovement;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what is on hand and low, and the lists that were asked for. */
final class FakeInventory extends InventoryServiceGrpc.InventoryServiceImplBase {

  /** A variant at a location. */
  record Place(String locationId, String variantId) {}

  private final Map<Place, Long> onHand = new HashMap<>();
  private final Map<Place, Long> reorderPoints = new HashMap<>();
  private final List<ListStockLevelsRequest> levelLists = new ArrayList<>();
  private final List<ListStockMovementsRequest> movementLists = new ArrayList<>();
  private long movements;

  synchronized Map<Place, Long> onHand() {
    return Map.copyOf(onHand);
  }

  /** How many levels are watched, and are low or are not. */
  synchronized long watched(boolean low) {
    return reorderPoints.entrySet().stream()
        .filter(point -> (onHand.getOrDefault(point.getKey(), 0L) <= point.getValue()) == low)
        .count();
  }

  synchronized long movements() {
    return movements;
  }

  synchronized List<ListStockLevelsRequest> levelLists() {
    return List.copyOf(levelLists);
  }

  synchronized List<ListStockMovementsRequest> movementLists() {
    return List.copyOf(movementLists);
  }

  @Override
  public void createLocation(
      CreateLocationRequest request, StreamObserver<CreateLocationResponse> observer) {
    Location location = Location.newBuilder().setId(FakeLaris.id()).build();
    FakeLaris.reply(observer, CreateLocationResponse.newBuilder().setLocation(location).build());
  }

  @Override
  public synchronized void adjustStock(
      AdjustStockRequest request, StreamObserver<AdjustStockResponse> observer) {
    AdjustStockResponse.Builder answer = AdjustStockResponse.newBuilder();
    for (AdjustStockRequest.Adjustment adjustment : request.getAdjustmentsList()) {
      Place place = new Place(request.getLocationId(), adjustment.getVariantId());
      long after =
          adjustment.hasSetTo()
              ? adjustment.getSetTo()
              : onHand.getOrDefault(place, 0L) + adjustment.getQuantityChange();
      if (after < 0 || adjustment.getReason().isEmpty()) {
        observer.onError(Status.FAILED_PRECONDITION.asRuntimeException());
        return;
      }
      onHand.put(place, after);
      answer.addStockLevels(StockLevel.newBuilder().setId(FakeLaris.id()));
      answer.addMovements(
          StockMovement.newBuilder().setId(FakeLaris.id()).setRecordedAt(time(++movements)));
    }
    FakeLaris.reply(observer, answer.build());
  }

  @Override
  public synchronized void setReorderPoint(
      SetReorderPointRequest request, StreamObserver<SetReorderPointResponse> observer) {
    reorderPoints.put(
        new Place(request.getLocationId(), request.getVariantId()), request.getReorderPoint());
    StockLevel level =
        StockLevel.newBuilder().setUpdatedAt(time(movements + reorderPoints.size())).build();
    FakeLaris.reply(observer, SetReorderPointResponse.newBuilder().setStockLevel(level).build());
  }

  @Override
  public synchronized void listStockLevels(
      ListStockLevelsRequest request, StreamObserver<ListStockLevelsResponse> observer) {
    levelLists.add(request);
    FakeLaris.reply(
        observer, ListStockLevelsResponse.newBuilder().setPagination(more(levelLists)).build());
  }

  @Override
  public synchronized void listStockMovements(
      ListStockMovementsRequest request, StreamObserver<ListStockMovementsResponse> observer) {
    movementLists.add(request);
    FakeLaris.reply(
        observer,
        ListStockMovementsResponse.newBuilder().setPagination(more(movementLists)).build());
  }

  @Override
  public void getInventoryValue(
      GetInventoryValueRequest request, StreamObserver<GetInventoryValueResponse> observer) {
    FakeLaris.reply(observer, GetInventoryValueResponse.getDefaultInstance());
  }

  @Override
  public void listLowStock(
      ListLowStockRequest request, StreamObserver<ListLowStockResponse> observer) {
    FakeLaris.reply(observer, ListLowStockResponse.getDefaultInstance());
  }

  /** The token of a page tells which call it came from. */
  private static PaginationResponse more(List<?> calls) {
    return PaginationResponse.newBuilder().setNextPageToken("after " + calls.size()).build();
  }

  private static Timestamp time(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }
}
