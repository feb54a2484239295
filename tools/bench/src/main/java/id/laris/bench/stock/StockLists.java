package id.laris.bench.stock;

import com.google.protobuf.Message;
import id.laris.bench.load.Caller;
import id.laris.bench.load.RoundOfReads;
import id.laris.bench.load.RoundOfReads.Read;
import id.laris.bench.shop.Connection;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.ListLowStockRequest;
import id.laris.pos.v1.ListStockLevelsRequest;
import id.laris.pos.v1.ListStockLevelsResponse;
import id.laris.pos.v1.ListStockMovementsRequest;
import id.laris.pos.v1.ListStockMovementsResponse;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PaginationResponse;
import id.laris.pos.v1.StockMovement;
import java.util.List;
import java.util.function.Supplier;

/** Lists the stock of a big tenant in every way that there is, a page at a time. */
public final class StockLists {

  private final InventoryServiceBlockingStub inventory;
  private final Books books;

  /** Where the lists that nothing narrows go on: they begin in the middle and follow the tokens. */
  private String levelToken;

  private String movementToken;

  private StockLists(InventoryServiceBlockingStub inventory, Books books) {
    this.inventory = inventory;
    this.books = books;
    this.levelToken = books.middleLevelId();
    this.movementToken = books.middleMovementId();
  }

  public static Caller open(Connection connection, Books books) {
    return new RoundOfReads(connection, new StockLists(connection.inventory(), books).reads());
  }

  private List<Read> reads() {
    return List.of(
        levels("location", () -> levels().setLocationId(books.anyLocation())),
        levels("low", () -> levels().setBelowReorderPoint(true)),
        levels("updated since", () -> levels().setUpdatedSince(books.changedSince())),
        new Read("ListStockLevels (all, deep)", this::deepLevels),
        movements("variant", () -> movements().setVariantId(books.anyVariant())),
        movements(
            "location, time",
            () ->
                movements()
                    .setLocationId(books.anyLocation())
                    .setFrom(books.from())
                    .setTo(books.to())),
        movements("type", () -> movements().setType(StockMovement.Type.ADJUSTMENT)),
        movements("type, none there", () -> movements().setType(StockMovement.Type.COUNT)),
        new Read("ListStockMovements (all, deep)", this::deepMovements),
        new Read("ListLowStock", this::lowStock));
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
    levelToken = goingOn(page.getPagination(), books.middleLevelId());
    return page;
  }

  private ListStockMovementsResponse deepMovements() {
    ListStockMovementsResponse page =
        inventory.listStockMovements(movements().setPagination(from(movementToken)).build());
    movementToken = goingOn(page.getPagination(), books.middleMovementId());
    return page;
  }

  private Message lowStock() {
    return inventory.listLowStock(ListLowStockRequest.getDefaultInstance());
  }

  private static PaginationRequest from(String token) {
    return PaginationRequest.newBuilder().setPageToken(token).build();
  }

  private static String goingOn(PaginationResponse page, String otherwise) {
    return page.getNextPageToken().isEmpty() ? otherwise : page.getNextPageToken();
  }
}
