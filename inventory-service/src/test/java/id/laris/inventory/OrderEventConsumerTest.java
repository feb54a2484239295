package id.laris.inventory;

import static id.laris.inventory.Warehouse.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.InventoryValue;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesReturn.Restock;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockMovement.Type;
import id.laris.pos.v1.StockReservation.Status;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The goods of an order follow its events. */
@InventoryTest
class OrderEventConsumerTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeSales sales;
  @Autowired FakeClock clock;
  @Autowired DatabaseSettings database;

  private UUID tenantId;
  private Warehouse warehouse;
  private Location shop;
  private String cup;
  private UUID orderId;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    warehouse = new Warehouse(calls.as(tenantId));
    shop = warehouse.location();
    cup = catalog.variant();
    warehouse.add(shop, cup, 10);
    orderId = UUID.randomUUID();
  }

  @Test
  void completedItIsSoldOnceHoweverOftenThatIsTold() {
    warehouse.reserve(shop, orderId, 1, line(cup, 3));

    sales.happened(tenantId, "OrderCompleted", order(1, line(cup, 1), line(cup, 2)));
    sales.happened(tenantId, "OrderCompleted", order(1, line(cup, 1), line(cup, 2)));
    await().until(() -> reservation() == Status.COMMITTED);
    nothingIsLeftToDo();

    assertThat(warehouse.level(shop, cup))
        .returns(7L, level -> level.getOnHand())
        .returns(0L, level -> level.getReserved());
    assertThat(warehouse.movements(request -> request.setType(Type.SALE).setVariantId(cup)))
        .singleElement()
        .returns(-3L, StockMovement::getQuantity)
        .returns("order", StockMovement::getReferenceType)
        .returns(orderId.toString(), StockMovement::getReferenceId)
        .returns("", StockMovement::getRecordedBy);
  }

  @Test
  void voidedItIsFreeAgain() {
    warehouse.reserve(shop, orderId, 4, line(cup, 3));

    sales.happened(tenantId, "OrderVoided", order(4, line(cup, 3)));
    await().until(() -> reservation() == Status.RELEASED);

    assertThat(warehouse.level(shop, cup).getAvailable()).isEqualTo(10);
  }

  @Test
  void reopenedAndFinalizedAgainItKeepsTheNewerPromise() {
    warehouse.reserve(shop, orderId, 1, line(cup, 3));
    warehouse.reserve(shop, orderId, 2, line(cup, 4));

    sales.happened(tenantId, "OrderReopened", order(1, line(cup, 3)));
    nothingIsLeftToDo();

    assertThat(reservation()).isEqualTo(Status.ACTIVE);
    assertThat(warehouse.level(shop, cup).getReserved()).isEqualTo(4);
  }

  @Test
  void completedWithoutAPromiseItIsSoldAllTheSameAndFlagged() {
    sales.happened(tenantId, "OrderCompleted", order(0, line(cup, 12)));
    await().until(() -> warehouse.level(shop, cup).getOnHand() == -2);

    assertThat(warehouse.movements(request -> request.setType(Type.SALE)))
        .singleElement()
        .returns(true, StockMovement::getFlagged);
    assertThat(warehouse.level(shop, cup).getValue().getAmount()).isZero();
  }

  @Test
  void withoutAPlaceOrGoodsThatAreCountedNothingHappens() {
    sales.happened(
        tenantId, "OrderCompleted", order(0, line(cup, 1)).toBuilder().clearLocationId().build());
    sales.happened(tenantId, "OrderCompleted", order(0));
    nothingIsLeftToDo();

    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(10);
  }

  @Test
  void manyAtOnceAreAllSold() {
    warehouse.add(shop, cup, 990);
    List<Order> orders =
        IntStream.range(0, 450)
            .mapToObj(
                i -> order(0, line(cup, 2)).toBuilder().setId(UUID.randomUUID().toString()).build())
            .toList();

    sales.happened(tenantId, "OrderCompleted", orders);
    await().until(() -> warehouse.level(shop, cup).getOnHand() == 100);

    List<StockMovement> sold = warehouse.movements(request -> request.setType(Type.SALE));
    assertThat(sold).hasSize(450);
    assertThat(sold).extracting(StockMovement::getReferenceId).doesNotHaveDuplicates();
    for (int i = 0; i < sold.size(); i++) {
      assertThat(sold.get(i).getBefore()).isEqualTo(1000 - 2L * i);
    }
  }

  @Test
  void voidsAndSalesTogetherHinderNeitherEachOtherNorWhoReserves() {
    final long before = deadlocks();
    String plate = catalog.variant();
    warehouse.adjust(
        shop, Warehouse.adjustment(cup, 100_000), Warehouse.adjustment(plate, 100_000));

    var outcomes =
        Parallel.times(
            8,
            caller -> {
              for (int i = 0; i < 40; i++) {
                boolean voided = (caller + i) % 2 == 0;
                StockLine[] lines =
                    voided
                        ? new StockLine[] {line(i % 4 < 2 ? cup : plate, 1)}
                        : new StockLine[] {line(plate, 1), line(cup, 1)};
                UUID id = UUID.randomUUID();
                warehouse.reserve(shop, id, 1, lines);
                sales.happened(
                    tenantId,
                    voided ? "OrderVoided" : "OrderCompleted",
                    order(1, lines).toBuilder().setId(id.toString()).build());
              }
              return caller;
            });

    assertThat(Parallel.failures(outcomes)).isEmpty();
    nothingIsLeftToDo();
    assertThat(warehouse.level(shop, cup))
        .returns(100_010L - 160, level -> level.getOnHand())
        .returns(0L, level -> level.getReserved());
    // Transactions that block each other would cause dozens; one of another test may be reported
    // late.
    assertThat(deadlocks() - before).isLessThan(3);
  }

  @Test
  void returnedGoodsAreBackAtTheCostAtWhichTheyWereSold() {
    String shoe = catalog.variant();
    buy(shoe, 10, 10_000);
    buy(shoe, 5, 6_500);
    sales.happened(tenantId, "OrderCompleted", order(0, line(shoe, 7)));
    await().until(() -> warehouse.level(shop, shoe).getOnHand() == 8);
    assertThat(fifo()).isEqualTo(9_500);

    SalesReturn made = returned(Restock.GOOD, line(shoe, 2));
    sales.returned(tenantId, made);
    sales.returned(tenantId, made);
    nothingIsLeftToDo();

    assertThat(warehouse.level(shop, shoe).getOnHand()).isEqualTo(10);
    assertThat(fifo()).isEqualTo(11_500);
    assertThat(warehouse.movements(request -> request.setType(Type.RETURN).setVariantId(shoe)))
        .singleElement()
        .returns(2L, StockMovement::getQuantity)
        .returns(orderId.toString(), StockMovement::getReferenceId)
        .returns("R-S1-20260115-0001", StockMovement::getNotes);
  }

  @Test
  void goodsThatAllComeBackAreAsIfTheyHadNeverBeenSold() {
    String shoe = catalog.variant();
    buy(shoe, 10, 10_000);
    buy(shoe, 5, 6_500);
    long average = warehouse.level(shop, shoe).getValue().getAmount();
    sales.happened(tenantId, "OrderCompleted", order(0, line(shoe, 12)));
    await().until(() -> warehouse.level(shop, shoe).getOnHand() == 3);

    for (int quantity : List.of(1, 4, 7)) {
      sales.returned(tenantId, returned(Restock.GOOD, line(shoe, quantity)));
    }
    await().until(() -> warehouse.level(shop, shoe).getOnHand() == 15);

    assertThat(fifo()).isEqualTo(16_500);
    assertThat(warehouse.level(shop, shoe).getValue().getAmount()).isEqualTo(average);
  }

  @Test
  void damagedGoodsAreBackButNotForSale() {
    sales.happened(tenantId, "OrderCompleted", order(0, line(cup, 3)));
    sales.returned(tenantId, returned(Restock.DAMAGED, line(cup, 1)));
    await().until(() -> warehouse.level(shop, cup).getDamaged() == 1);

    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(7);
  }

  @Test
  void goodsThatTheLedgerDoesNotKnowComeBackAtTheAverageCost() {
    String shoe = catalog.variant();
    buy(shoe, 2, 3_000);

    sales.returned(tenantId, returned(Restock.GOOD, line(shoe, 1)));
    await().until(() -> warehouse.level(shop, shoe).getOnHand() == 3);

    assertThat(fifo()).isEqualTo(4_500);
  }

  private void buy(String variant, long quantity, long cost) {
    warehouse.adjust(
        shop, Warehouse.adjustment(variant, quantity).toBuilder().setCost(cost).build());
  }

  /** The value of the location by FIFO. */
  private long fifo() {
    return warehouse
        .stub
        .getInventoryValue(
            GetInventoryValueRequest.newBuilder()
                .setLocationId(shop.getId())
                .setMethod(InventoryValue.Method.FIFO)
                .build())
        .getTotals(0)
        .getAmount();
  }

  private SalesReturn returned(Restock restock, StockLine... uses) {
    SalesReturn.Builder made =
        SalesReturn.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setOrderId(orderId.toString())
            .setLocationId(shop.getId())
            .setReturnNumber("R-S1-20260115-0001")
            .setCreatedAt(Protos.timestamp(clock.instant()));
    for (StockLine use : uses) {
      made.addLines(SalesReturn.Line.newBuilder().setRestock(restock).addStockUses(use));
    }
    return made.build();
  }

  /** Returns the number of deadlocks that Postgres has ended. */
  private long deadlocks() {
    return JdbcClient.create(
            new DriverManagerDataSource(
                database.url(), database.ownerUser(), database.ownerPassword()))
        .sql("select deadlocks from pg_stat_database where datname = current_database()")
        .query(Long.class)
        .single();
  }

  /** An event behind all others was applied, so those were. */
  private void nothingIsLeftToDo() {
    String last = catalog.variant();
    Order order = order(0, line(last, 1)).toBuilder().setId(UUID.randomUUID().toString()).build();
    sales.happened(tenantId, "OrderCompleted", order);
    await().until(() -> warehouse.level(shop, last).getOnHand() == -1);
  }

  private Status reservation() {
    return warehouse.reservation(orderId).getStatus();
  }

  private Order order(long revision, StockLine... uses) {
    Order.Builder order =
        Order.newBuilder()
            .setId(orderId.toString())
            .setLocationId(shop.getId())
            .setStockRevision(revision)
            .setUpdatedAt(Protos.timestamp(clock.instant()));
    for (StockLine use : uses) {
      order.addItems(OrderItem.newBuilder().addStockUses(use));
    }
    return order.build();
  }
}
