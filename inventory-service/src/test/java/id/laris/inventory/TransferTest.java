package id.laris.inventory;

import static id.laris.inventory.Warehouse.adjustment;
import static id.laris.inventory.Warehouse.line;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.CancelTransferRequest;
import id.laris.pos.v1.CreateTransferRequest;
import id.laris.pos.v1.GetTransferRequest;
import id.laris.pos.v1.ListTransfersRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.ReceiveTransferRequest;
import id.laris.pos.v1.ShipTransferRequest;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.StockTransfer;
import id.laris.pos.v1.StockTransfer.Status;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Goods on their way neither appear nor vanish. */
@InventoryTest
class TransferTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  private Warehouse warehouse;
  private Location depot;
  private Location shop;
  private String cup;
  private String plate;

  @BeforeEach
  void newTenant() {
    warehouse = new Warehouse(calls.as(UUID.randomUUID()));
    depot = warehouse.location(request -> request.setKind(Location.Kind.WAREHOUSE));
    shop = warehouse.location();
    cup = catalog.variant();
    plate = catalog.variant();
  }

  @Test
  void whatArrivesIsGoodDamagedOrGoesBackAndTheRestIsStillOnItsWay() {
    warehouse.adjust(depot, adjustment(cup, 10).toBuilder().setCost(1000).build());
    StockTransfer transfer = ship(create(line(cup, 10)));
    assertThat(transfer)
        .returns(Status.SHIPPED, StockTransfer::getStatus)
        .matches(shipped -> shipped.getNumber().matches("TRF-2026\\d{4}-\\d{4}"));
    assertLevels(0, 0, 10, 0);

    transfer = receive(transfer, arrival(cup, 4, 1, 2));

    assertThat(transfer.getStatus()).isEqualTo(Status.PARTIALLY_RECEIVED);
    assertThat(transfer.getLines(0).getInTransit()).isEqualTo(3);
    assertLevels(2, 4, 3, 1);
    assertThat(warehouse.level(shop, cup).getValue().getAmount()).isEqualTo(400);
    assertThat(warehouse.level(depot, cup).getValue().getAmount()).isEqualTo(200);

    transfer = receive(transfer, arrival(cup, 3, 0, 0));

    assertThat(transfer.getStatus()).isEqualTo(Status.RECEIVED);
    assertLevels(2, 7, 0, 1);
    assertThat(warehouse.level(shop, cup).getValue().getAmount()).isEqualTo(700);
    StockTransfer finished = transfer;
    Refusal.of(() -> receive(finished, arrival(cup, 1, 0, 0))).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void theCostsOfThePartsAddUpToTheCostOfTheWhole() {
    warehouse.adjust(depot, adjustment(cup, 3).toBuilder().setCost(100).build());
    StockTransfer transfer = ship(create(line(cup, 3)));

    for (int i = 0; i < 3; i++) {
      receive(transfer, arrival(cup, 1, 0, 0));
    }

    assertThat(warehouse.level(shop, cup).getValue().getAmount()).isEqualTo(100);
  }

  @Test
  void whatTheBooksDoNotHaveCostsTheAverageToo() {
    Location generous = warehouse.location(request -> request.setAllowNegativeStock(true));
    warehouse.adjust(generous, adjustment(cup, 10).toBuilder().setCost(1000).build());
    warehouse.commit(warehouse.reserve(generous, cup, 10));

    StockTransfer transfer = ship(create(generous, shop, line(cup, 5)));
    receive(transfer, arrival(cup, 5, 0, 0));

    assertThat(warehouse.level(shop, cup).getValue().getAmount()).isEqualTo(500);
  }

  @Test
  void moreThanIsOnItsWayIsRefusedAndNothingOfTheDeliveryIsTaken() {
    warehouse.adjust(depot, adjustment(cup, 5), adjustment(plate, 5));
    StockTransfer transfer = ship(create(line(cup, 5), line(plate, 2)));

    Refusal.of(() -> receive(transfer, arrival(cup, 5, 0, 0), arrival(plate, 1, 1, 1)))
        .has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> receive(transfer, arrival(catalog.variant(), 1, 0, 0))).has(Reason.NOT_FOUND);
    Refusal.of(() -> receive(transfer, arrival(cup, 0, 0, 0))).has(Reason.VALIDATION_FAILED);

    assertLevels(0, 0, 5, 0);
  }

  @Test
  void aDeliveryThatIsToldTwiceArrivesOnce() {
    warehouse.add(depot, cup, 10);
    StockTransfer transfer = ship(create(line(cup, 10)));
    ReceiveTransferRequest delivery =
        ReceiveTransferRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setTransferId(transfer.getId())
            .addLines(arrival(cup, 3, 0, 0))
            .build();

    Parallel.successes(Parallel.times(6, i -> warehouse.stub.receiveTransfer(delivery)));

    assertLevels(0, 3, 7, 0);
    Refusal.of(
            () ->
                warehouse.stub.receiveTransfer(
                    delivery.toBuilder().setLines(0, arrival(cup, 4, 0, 0)).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void whatIsNotThereCannotBeSentAndWhatIsPromisedNeither() {
    warehouse.add(depot, cup, 5);
    warehouse.reserve(depot, cup, 3);
    StockTransfer transfer = create(line(cup, 3), line(plate, 1));

    Refusal.of(() -> ship(transfer))
        .has(Reason.INSUFFICIENT_STOCK)
        .naming("transfer_id")
        .with("sku", FakeCatalog.sku(cup) + "," + FakeCatalog.sku(plate));

    assertThat(warehouse.level(depot, cup).getOnHand()).isEqualTo(5);
    assertThat(get(transfer).getStatus()).isEqualTo(Status.DRAFT);
  }

  @Test
  void whatIsGivenUpIsBackAtTheSourceAtWhatItHadCost() {
    warehouse.adjust(depot, adjustment(cup, 4).toBuilder().setCost(1000).build());
    StockTransfer transfer = ship(create(line(cup, 4)));

    assertThat(cancel(transfer).getStatus()).isEqualTo(Status.CANCELLED);
    assertThat(cancel(transfer).getStatus()).isEqualTo(Status.CANCELLED);

    assertLevels(4, 0, 0, 0);
    assertThat(warehouse.level(depot, cup).getValue().getAmount()).isEqualTo(1000);
    Refusal.of(() -> ship(transfer)).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void whatHasPartlyArrivedCannotBeGivenUp() {
    warehouse.add(depot, cup, 4);
    StockTransfer transfer = ship(create(line(cup, 4)));
    receive(transfer, arrival(cup, 1, 0, 0));

    Refusal.of(() -> cancel(transfer))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "PARTIALLY_RECEIVED");
  }

  @Test
  void sendingItOffTwiceSendsItOnce() {
    warehouse.add(depot, cup, 10);
    StockTransfer transfer = create(line(cup, 4));

    Parallel.successes(Parallel.times(8, i -> ship(transfer)));

    assertLevels(6, 0, 4, 0);
  }

  @Test
  void transfersInBothDirectionsAtOnceNeverHinderEachOther() {
    warehouse.adjust(depot, adjustment(cup, 100), adjustment(plate, 100));
    warehouse.adjust(shop, adjustment(cup, 100), adjustment(plate, 100));

    var outcomes =
        Parallel.times(
            40,
            i -> {
              StockTransfer transfer =
                  i % 2 == 0
                      ? create(depot, shop, line(cup, 1), line(plate, 1))
                      : create(shop, depot, line(plate, 1), line(cup, 1));
              ship(transfer);
              return receive(transfer, arrival(plate, 1, 0, 0), arrival(cup, 0, 0, 1));
            });

    assertThat(Parallel.failures(outcomes)).isEmpty();
    for (String variant : List.of(cup, plate)) {
      StockLevel there = warehouse.level(depot, variant);
      StockLevel here = warehouse.level(shop, variant);
      assertThat(there.getOnHand() + here.getOnHand()).isEqualTo(200);
      assertThat(there.getInTransit() + here.getInTransit()).isZero();
    }
  }

  @Test
  void refusesWhatMakesNoSense() {
    Refusal.of(() -> create(shop, shop, line(cup, 1))).has(Reason.SAME_LOCATION);
    Refusal.of(() -> create(line(cup, 1), line(cup, 2))).has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> create(line(UUID.randomUUID().toString(), 1))).has(Reason.NOT_FOUND);
    Location abroad = warehouse.location(request -> request.setCurrency("SGD"));
    Refusal.of(() -> create(depot, abroad, line(cup, 1))).has(Reason.CURRENCY_MISMATCH);
    StockTransfer transfer = create(line(cup, 1));
    Refusal.of(
            () ->
                warehouse.stub.shipTransfer(
                    ShipTransferRequest.newBuilder()
                        .setTransferId(transfer.getId())
                        .setVersion(7)
                        .build()))
        .has(Reason.VERSION_CONFLICT);
  }

  @Test
  void theSameIdIsTheSameTransfer() {
    CreateTransferRequest request = request(depot, shop, line(cup, 1));
    CreateTransferRequest named = request.toBuilder().setId(UUID.randomUUID().toString()).build();

    var answers = Parallel.times(6, i -> warehouse.stub.createTransfer(named).getTransfer());

    assertThat(Parallel.successes(answers))
        .hasSize(6)
        .containsOnly(get(Parallel.successes(answers).getFirst()));
    Refusal.of(() -> warehouse.stub.createTransfer(named.toBuilder().setNotes("other").build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void listsByPlaceAndStatus() {
    warehouse.add(depot, cup, 5);
    Location elsewhere = warehouse.location();
    StockTransfer shipped = ship(create(line(cup, 1)));
    StockTransfer draft = create(line(cup, 1));
    StockTransfer other = create(depot, elsewhere, line(cup, 1));

    assertThat(list(ListTransfersRequest.newBuilder().setLocationId(shop.getId())))
        .containsExactly(shipped, draft);
    assertThat(
            list(
                ListTransfersRequest.newBuilder()
                    .setLocationId(depot.getId())
                    .setStatus(Status.DRAFT)))
        .containsExactly(draft, other);
  }

  private void assertLevels(long atDepot, long atShop, long inTransit, long damaged) {
    assertThat(warehouse.level(depot, cup).getOnHand()).isEqualTo(atDepot);
    assertThat(warehouse.level(shop, cup))
        .returns(atShop, StockLevel::getOnHand)
        .returns(inTransit, StockLevel::getInTransit)
        .returns(damaged, StockLevel::getDamaged);
  }

  private StockTransfer create(StockLine... lines) {
    return create(depot, shop, lines);
  }

  private StockTransfer create(Location from, Location to, StockLine... lines) {
    return warehouse.stub.createTransfer(request(from, to, lines)).getTransfer();
  }

  private static CreateTransferRequest request(Location from, Location to, StockLine... lines) {
    return CreateTransferRequest.newBuilder()
        .setFromLocationId(from.getId())
        .setToLocationId(to.getId())
        .addAllLines(List.of(lines))
        .build();
  }

  private StockTransfer ship(StockTransfer transfer) {
    return warehouse
        .stub
        .shipTransfer(ShipTransferRequest.newBuilder().setTransferId(transfer.getId()).build())
        .getTransfer();
  }

  private StockTransfer receive(StockTransfer transfer, ReceiveTransferRequest.Line... lines) {
    return warehouse
        .stub
        .receiveTransfer(
            ReceiveTransferRequest.newBuilder()
                .setTransferId(transfer.getId())
                .addAllLines(List.of(lines))
                .build())
        .getTransfer();
  }

  private static ReceiveTransferRequest.Line arrival(
      String variantId, long good, long damaged, long returned) {
    return ReceiveTransferRequest.Line.newBuilder()
        .setVariantId(variantId)
        .setGood(good)
        .setDamaged(damaged)
        .setReturned(returned)
        .build();
  }

  private StockTransfer cancel(StockTransfer transfer) {
    return warehouse
        .stub
        .cancelTransfer(CancelTransferRequest.newBuilder().setTransferId(transfer.getId()).build())
        .getTransfer();
  }

  private StockTransfer get(StockTransfer transfer) {
    return warehouse
        .stub
        .getTransfer(GetTransferRequest.newBuilder().setTransferId(transfer.getId()).build())
        .getTransfer();
  }

  private List<StockTransfer> list(ListTransfersRequest.Builder request) {
    return warehouse.stub.listTransfers(request.build()).getTransfersList();
  }
}
