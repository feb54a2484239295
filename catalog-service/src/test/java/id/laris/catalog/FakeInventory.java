package id.laris.catalog;

import id.laris.pos.v1.BatchGetLocationsRequest;
import id.laris.pos.v1.BatchGetLocationsResponse;
import id.laris.pos.v1.BatchGetStockLevelsRequest;
import id.laris.pos.v1.BatchGetStockLevelsResponse;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.StockLevel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * An inventory that has whatever a test puts into it. Variants have ids of their own, so tests do
 * not meet each other here.
 */
public final class FakeInventory extends InventoryServiceGrpc.InventoryServiceImplBase
    implements AutoCloseable {

  private final String name = "fake-inventory-" + UUID.randomUUID();
  private final Map<String, StockLevel> byVariant = new ConcurrentHashMap<>();
  private final Set<String> unknownLocations = ConcurrentHashMap.newKeySet();
  private final Set<String> outOfReach = ConcurrentHashMap.newKeySet();
  private final Map<String, Runnable> beforeAnswers = new ConcurrentHashMap<>();
  private final List<BatchGetStockLevelsRequest> questions = new CopyOnWriteArrayList<>();
  private final List<BatchGetLocationsRequest> questionsForLocations = new CopyOnWriteArrayList<>();
  private final Server server;

  FakeInventory() throws IOException {
    server = InProcessServerBuilder.forName(name).addService(this).build().start();
  }

  String target() {
    return "in-process:" + name;
  }

  /** Puts some of the variant into a location, and returns the location's id. */
  public String stock(String variantId, UnaryOperator<StockLevel.Builder> level) {
    String locationId = UUID.randomUUID().toString();
    byVariant.put(
        variantId,
        level
            .apply(StockLevel.newBuilder().setVariantId(variantId).setLocationId(locationId))
            .build());
    return locationId;
  }

  /** Does not answer questions about this variant or location any more. */
  public void stopAnsweringFor(String id) {
    outOfReach.add(id);
  }

  /** Does something once, between the next question about this variant and its answer. */
  public void beforeNextAnswerFor(String variantId, Runnable work) {
    beforeAnswers.put(variantId, work);
  }

  /** Every question that named this variant. */
  public List<BatchGetStockLevelsRequest> questionsFor(String variantId) {
    return questions.stream()
        .filter(question -> question.getVariantIdsList().contains(variantId))
        .toList();
  }

  /** Every question that named this location. */
  public List<BatchGetLocationsRequest> questionsForLocation(String id) {
    return questionsForLocations.stream()
        .filter(question -> question.getLocationIdsList().contains(id))
        .toList();
  }

  /** Returns the id of a location that does not exist; any other does. */
  public String unknownLocation() {
    String id = UUID.randomUUID().toString();
    closeLocation(id);
    return id;
  }

  /** Forgets a location. */
  public void closeLocation(String id) {
    unknownLocations.add(id);
  }

  @Override
  public void batchGetLocations(
      BatchGetLocationsRequest request, StreamObserver<BatchGetLocationsResponse> observer) {
    questionsForLocations.add(request);
    if (request.getLocationIdsList().stream().anyMatch(outOfReach::contains)) {
      observer.onError(Status.UNAVAILABLE.asRuntimeException());
      return;
    }
    BatchGetLocationsResponse.Builder response = BatchGetLocationsResponse.newBuilder();
    request.getLocationIdsList().stream()
        .filter(id -> !unknownLocations.contains(id))
        .forEach(id -> response.addLocationsBuilder().setId(id));
    observer.onNext(response.build());
    observer.onCompleted();
  }

  @Override
  public void batchGetStockLevels(
      BatchGetStockLevelsRequest request, StreamObserver<BatchGetStockLevelsResponse> observer) {
    questions.add(request);
    request.getVariantIdsList().stream()
        .map(beforeAnswers::remove)
        .filter(Objects::nonNull)
        .forEach(Runnable::run);
    if (request.getVariantIdsList().stream().anyMatch(outOfReach::contains)) {
      observer.onError(Status.UNAVAILABLE.asRuntimeException());
      return;
    }
    BatchGetStockLevelsResponse.Builder response = BatchGetStockLevelsResponse.newBuilder();
    request.getVariantIdsList().stream()
        .filter(byVariant::containsKey)
        .forEach(id -> response.addStockLevels(byVariant.get(id)));
    observer.onNext(response.build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
