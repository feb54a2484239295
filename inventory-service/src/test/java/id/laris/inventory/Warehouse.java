package id.laris.inventory;

import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.AdjustStockResponse;
import id.laris.pos.v1.CommitReservationRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.GetReservationRequest;
import id.laris.pos.v1.GetStockLevelRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.ListStockMovementsRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.ReleaseReservationRequest;
import id.laris.pos.v1.ReserveStockRequest;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockReservation;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A person who works with stock, with one-line calls. */
final class Warehouse {

  private static final AtomicInteger CODES = new AtomicInteger();

  final InventoryServiceBlockingStub stub;

  Warehouse(Channel channel) {
    this.stub = InventoryServiceGrpc.newBlockingStub(channel);
  }

  Location location() {
    return location(request -> request);
  }

  Location location(UnaryOperator<CreateLocationRequest.Builder> more) {
    CreateLocationRequest.Builder request =
        CreateLocationRequest.newBuilder()
            .setCode("L" + CODES.incrementAndGet())
            .setName("A location");
    return stub.createLocation(more.apply(request).build()).getLocation();
  }

  AdjustStockResponse add(Location location, String variantId, long quantity) {
    return adjust(location, adjustment(variantId, quantity));
  }

  AdjustStockResponse adjust(Location location, Adjustment... adjustments) {
    return stub.adjustStock(
        AdjustStockRequest.newBuilder()
            .setLocationId(location.getId())
            .addAllAdjustments(List.of(adjustments))
            .build());
  }

  static Adjustment adjustment(String variantId, long quantity) {
    return Adjustment.newBuilder()
        .setVariantId(variantId)
        .setQuantityChange(quantity)
        .setReason("found")
        .build();
  }

  StockLevel level(Location location, String variantId) {
    return stub.getStockLevel(
            GetStockLevelRequest.newBuilder()
                .setLocationId(location.getId())
                .setVariantId(variantId)
                .build())
        .getStockLevel();
  }

  StockReservation reserve(Location location, String variantId, long quantity) {
    return reserve(location, UUID.randomUUID(), 0, line(variantId, quantity));
  }

  StockReservation reserve(Location location, UUID reference, long revision, StockLine... lines) {
    return stub.reserveStock(
            ReserveStockRequest.newBuilder()
                .setReference(reference.toString())
                .setRevision(revision)
                .setLocationId(location.getId())
                .addAllLines(List.of(lines))
                .build())
        .getReservation();
  }

  static StockLine line(String variantId, long quantity) {
    return StockLine.newBuilder().setVariantId(variantId).setQuantity(quantity).build();
  }

  StockReservation release(StockReservation reservation) {
    return stub.releaseReservation(
            ReleaseReservationRequest.newBuilder().setReference(reservation.getReference()).build())
        .getReservation();
  }

  StockReservation release(UUID reference, long revision) {
    return stub.releaseReservation(
            ReleaseReservationRequest.newBuilder()
                .setReference(reference.toString())
                .setRevision(revision)
                .build())
        .getReservation();
  }

  StockReservation commit(StockReservation reservation) {
    return stub.commitReservation(
            CommitReservationRequest.newBuilder().setReference(reservation.getReference()).build())
        .getReservation();
  }

  StockReservation reservation(UUID reference) {
    return stub.getReservation(
            GetReservationRequest.newBuilder().setReference(reference.toString()).build())
        .getReservation();
  }

  /** Everything in the ledger. */
  List<StockMovement> movements() {
    return movements(request -> request);
  }

  List<StockMovement> movements(UnaryOperator<ListStockMovementsRequest.Builder> filter) {
    List<StockMovement> all = new ArrayList<>();
    String token = "";
    do {
      var page =
          stub.listStockMovements(
              filter
                  .apply(ListStockMovementsRequest.newBuilder())
                  .setPagination(
                      PaginationRequest.newBuilder().setPageSize(100).setPageToken(token))
                  .build());
      all.addAll(page.getMovementsList());
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());
    return all;
  }
}
