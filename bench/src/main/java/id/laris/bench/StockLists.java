package id.laris.bench;

import com.google.protobuf.Message;
import id.laris.bench.Tallies.CallFailedException;
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
import java.util.List;
import java.util.function.Supplier;

/** Reads the books of a big tenant in every way that there is an index for, one after the other. */
final class StockLists implements Caller {

  /** One way to read, with its name in the table. */
  private record Read(String name, Tallies.Call<? extends Message> call) {}

  private final Connection connection;
  private final InventoryServiceBlockingStub inventory;
  private final Books books;
  private final List<Read> reads;
  private int next;

  /** Where the lists that nothing narrows go on: they begin in the middle and follow the tokens. */
  private String levelToken;

  private String movementToken;

  StockLists(Connection connection, Books books) {
    this.connection = connection;
    this.inventory = connection.inventory();
    this.books = books;
    this.levelToken = books.middleLevelId();
    this.movementToken = books.middleMovementId();
    this.reads =
        List.of(
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
            value("average", Method.AVERAGE),
            value("FIFO", Method.FIFO),
            new Read("ListLowStock", this::lowStock));
  }

  /** One read, so that one that fails hides none of the others. */
  @Override
  public void once(Tallies tallies) throws CallFailedException {
    Read read = reads.get(next);
    next = (next + 1) % reads.size();
    var _ = tallies.time(read.name(), read.call());
  }

  private static ListStockLevelsRequest.Builder levels() {
    return ListStockLevelsRequest.newBuilder();
  }

  private static ListStockMovementsRequest.Builder movements() {
    return ListStockMovementsRequest.newBuilder();
  }

  private Read levels(String filter, Supplier<ListStockLevelsRequest.Builder> request) {
    return new Read(
        "ListStockLevels (" + filter + ")",
        () -> inventory.listStockLevels(request.get().build()));
  }

  private Read movements(String filter, Supplier<ListStockMovementsRequest.Builder> request) {
    return new Read(
        "ListStockMovements (" + filter + ")",
        () -> inventory.listStockMovements(request.get().build()));
  }

  private Read value(String name, Method method) {
    return new Read(
        "GetInventoryValue (" + name + ")",
        () ->
            inventory.getInventoryValue(
                GetInventoryValueRequest.newBuilder()
                    .setLocationId(books.anyLocation())
                    .setMethod(method)
                    .build()));
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

  @Override
  public void close() {
    connection.close();
  }
}
