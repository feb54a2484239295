package id.laris.bench.scenario;

import com.google.protobuf.Message;
import id.laris.bench.load.Caller;
import id.laris.bench.load.Stopwatch;
import id.laris.client.LarisClient;
import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.InventoryValue.Method;
import id.laris.pos.v1.ListLowStockRequest;
import id.laris.pos.v1.ListStockLevelsRequest;
import id.laris.pos.v1.ListStockLevelsResponse;
import id.laris.pos.v1.ListStockMovementsRequest;
import id.laris.pos.v1.ListStockMovementsResponse;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PaginationResponse;
import id.laris.pos.v1.StockMovement;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Reads the stock of a big tenant in every way that there is, a page at a time. */
final class StockReads {

  private record Read(String name, Stopwatch.Call<? extends Message> call) {}

  private final LarisClient client;
  private final InventoryServiceBlockingStub inventory;
  private final LargeStock stock;

  /** Where the lists that nothing narrows go on: they begin in the middle and follow the tokens. */
  private String levelToken;

  private String movementToken;

  StockReads(String target, LargeStock stock) {
    this.client = LarisClient.to(target).as(stock.tenantId());
    this.inventory = client.inventory();
    this.stock = stock;
    this.levelToken = stock.middleLevelId();
    this.movementToken = stock.middleMovementId();
  }

  /** A caller that lists levels and movements. */
  Caller lists() {
    return inTurn(
        levels("location", () -> levels().setLocationId(anyLocation())),
        levels("low", () -> levels().setBelowReorderPoint(true)),
        levels("updated since", () -> levels().setUpdatedSince(stock.changedSince())),
        new Read("ListStockLevels (all, deep)", this::deepLevels),
        movements("variant", () -> movements().setVariantId(Assortment.any(stock.variantIds()))),
        movements(
            "location, time",
            () -> movements().setLocationId(anyLocation()).setFrom(stock.from()).setTo(stock.to())),
        movements("type", () -> movements().setType(StockMovement.Type.ADJUSTMENT)),
        movements("type, none there", () -> movements().setType(StockMovement.Type.COUNT)),
        new Read("ListStockMovements (all, deep)", this::deepMovements),
        new Read(
            "ListLowStock",
            () -> inventory.listLowStock(ListLowStockRequest.getDefaultInstance())));
  }

  /**
   * A caller that asks for the value of the goods of a location, by each method. That reads all of
   * them, so it does not run beside the lists: they would wait for it.
   */
  Caller values() {
    return inTurn(value("average", Method.AVERAGE), value("FIFO", Method.FIFO));
  }

  /** One read each time, so that a failure hides no other. */
  private Caller inTurn(Read... reads) {
    Iterator<Read> turns = Shops.inTurn(List.of(reads));
    return Caller.of(
        client::close,
        stopwatch -> {
          Read read = turns.next();
          stopwatch.call(read.name(), read.call());
        });
  }

  private String anyLocation() {
    return Assortment.any(stock.locationIds());
  }

  private static ListStockLevelsRequest.Builder levels() {
    return ListStockLevelsRequest.newBuilder();
  }

  private static ListStockMovementsRequest.Builder movements() {
    return ListStockMovementsRequest.newBuilder();
  }

  private Read levels(String filter, Supplier<ListStockLevelsRequest.Builder> request) {
    return new Read(
        "ListStockLevels (" + filter + ")", () -> inventory.listStockLevels(request.get().build()));
  }

  private Read movements(String filter, Supplier<ListStockMovementsRequest.Builder> request) {
    return new Read(
        "ListStockMovements (" + filter + ")",
        () -> inventory.listStockMovements(request.get().build()));
  }

  private ListStockLevelsResponse deepLevels() {
    ListStockLevelsResponse page =
        inventory.listStockLevels(levels().setPagination(from(levelToken)).build());
    levelToken = next(page.getPagination(), stock.middleLevelId());
    return page;
  }

  private ListStockMovementsResponse deepMovements() {
    ListStockMovementsResponse page =
        inventory.listStockMovements(movements().setPagination(from(movementToken)).build());
    movementToken = next(page.getPagination(), stock.middleMovementId());
    return page;
  }

  private static PaginationRequest from(String token) {
    return PaginationRequest.newBuilder().setPageToken(token).build();
  }

  private static String next(PaginationResponse page, String otherwise) {
    return page.getNextPageToken().isEmpty() ? otherwise : page.getNextPageToken();
  }

  private Read value(String name, Method method) {
    return new Read(
        "GetInventoryValue (" + name + ")",
        () ->
            inventory.getInventoryValue(
                GetInventoryValueRequest.newBuilder()
                    .setLocationId(anyLocation())
                    .setMethod(method)
                    .build()));
  }
}
