package id.laris.inventory;

import static id.laris.inventory.Warehouse.adjustment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.BatchGetStockLevelsRequest;
import id.laris.pos.v1.CreatePurchaseOrderRequest;
import id.laris.pos.v1.CreateSupplierRequest;
import id.laris.pos.v1.GetStockLevelRequest;
import id.laris.pos.v1.ListLowStockRequest;
import id.laris.pos.v1.ListLowStockResponse;
import id.laris.pos.v1.ListStockLevelsRequest;
import id.laris.pos.v1.ListStockMovementsRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.OrderPurchaseOrderRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PurchaseOrder;
import id.laris.pos.v1.SetReorderPointRequest;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockMovement.Type;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Lists of stock: by location, by time of change, and low stock. */
@InventoryTest
class StockListTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeClock clock;

  private Warehouse warehouse;
  private Location shop;
  private Location depot;
  private String cup;
  private String plate;

  @BeforeEach
  void newTenant() {
    warehouse = new Warehouse(calls.as(UUID.randomUUID()));
    shop = warehouse.location();
    depot = warehouse.location();
    cup = catalog.variant();
    plate = catalog.variant();
  }

  @Test
  void whatAPlaceNeverHadIsZeroAndWhatDoesNotExistIsNotFound() {
    assertThat(warehouse.level(shop, cup))
        .returns(0L, StockLevel::getOnHand)
        .returns("", StockLevel::getId);
    Refusal.of(() -> warehouse.level(shop, UUID.randomUUID().toString())).has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                warehouse.stub.getStockLevel(
                    GetStockLevelRequest.newBuilder()
                        .setVariantId(cup)
                        .setLocationId(UUID.randomUUID().toString())
                        .build()))
        .has(Reason.LOCATION_NOT_FOUND);
  }

  @Test
  void severalAtOnceComeByVariantThenByPlace() {
    warehouse.adjust(shop, adjustment(cup, 1), adjustment(plate, 2));
    warehouse.add(depot, cup, 3);

    assertThat(
            warehouse
                .stub
                .batchGetStockLevels(
                    BatchGetStockLevelsRequest.newBuilder()
                        .addVariantIds(plate)
                        .addVariantIds(cup)
                        .addVariantIds(UUID.randomUUID().toString())
                        .build())
                .getStockLevelsList())
        .extracting(StockLevel::getVariantId)
        .containsExactly(plate, cup, cup);
    assertThat(
            warehouse
                .stub
                .batchGetStockLevels(
                    BatchGetStockLevelsRequest.newBuilder()
                        .addVariantIds(cup)
                        .setLocationId(depot.getId())
                        .build())
                .getStockLevelsList())
        .containsExactly(warehouse.level(depot, cup));
  }

  @Test
  void pagesThroughLevelsAndMovementsMeetEachOnce() {
    List<String> variants = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      variants.add(catalog.variant());
      warehouse.add(shop, variants.getLast(), i + 1);
    }

    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      var page =
          warehouse.stub.listStockLevels(
              ListStockLevelsRequest.newBuilder()
                  .setLocationId(shop.getId())
                  .setPagination(page(token))
                  .build());
      page.getStockLevelsList().forEach(level -> seen.add(level.getVariantId()));
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());

    assertThat(seen).isEqualTo(variants);
    assertThat(warehouse.movements())
        .extracting(StockMovement::getVariantId)
        .containsExactlyElementsOf(variants);
    Refusal.of(
            () ->
                warehouse.stub.listStockLevels(
                    ListStockLevelsRequest.newBuilder()
                        .setPagination(page(UUID.randomUUID().toString()))
                        .build()))
        .has(Reason.INVALID_PAGE_TOKEN);
    Refusal.of(
            () ->
                warehouse.stub.listStockMovements(
                    ListStockMovementsRequest.newBuilder()
                        .setPagination(page("what is this"))
                        .build()))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void movementsAreFoundByWhatWhereWhyAndWhen() {
    warehouse.add(shop, cup, 5);
    warehouse.add(depot, plate, 5);
    clock.advance(Duration.ofHours(1));
    var since = Protos.timestamp(clock.instant());
    var sold = warehouse.commit(warehouse.reserve(shop, cup, 2));

    assertThat(warehouse.movements(request -> request.setVariantId(plate))).hasSize(1);
    assertThat(warehouse.movements(request -> request.setLocationId(shop.getId()))).hasSize(2);
    assertThat(warehouse.movements(request -> request.setType(Type.SALE)))
        .isEqualTo(warehouse.movements(request -> request.setReferenceId(sold.getReference())))
        .isEqualTo(warehouse.movements(request -> request.setFrom(since)))
        .hasSize(1);
    assertThat(warehouse.movements(request -> request.setTo(since)))
        .extracting(StockMovement::getType)
        .containsExactly(Type.ADJUSTMENT, Type.ADJUSTMENT);
  }

  @Test
  void levelsAreFoundByWhenTheyChanged() {
    warehouse.adjust(shop, adjustment(cup, 5), adjustment(plate, 5));
    clock.advance(Duration.ofHours(1));
    var since = Protos.timestamp(clock.instant());
    warehouse.add(shop, plate, 1);

    assertThat(
            warehouse
                .stub
                .listStockLevels(ListStockLevelsRequest.newBuilder().setUpdatedSince(since).build())
                .getStockLevelsList())
        .containsExactly(warehouse.level(shop, plate));
  }

  @Test
  void whatIsLowIsListedWithWhatIsOnItsWayAndWhatToOrder() {
    warehouse.adjust(shop, adjustment(cup, 10), adjustment(plate, 10));
    watch(cup, 4, 20);
    watch(plate, 4, 0);
    assertThat(low()).isEmpty();

    warehouse.reserve(shop, cup, 6);
    warehouse.add(shop, plate, -9);

    assertThat(low())
        .extracting(
            item -> item.getStockLevel().getVariantId(),
            ListLowStockResponse.Item::getSuggestedQuantity)
        .containsExactly(tuple(cup, 20L), tuple(plate, 3L));
    assertThat(
            warehouse
                .stub
                .listStockLevels(
                    ListStockLevelsRequest.newBuilder().setBelowReorderPoint(true).build())
                .getStockLevelsList())
        .hasSize(2);

    buy(cup, 12);

    assertThat(low())
        .first()
        .returns(12L, ListLowStockResponse.Item::getOnOrder)
        .returns(8L, ListLowStockResponse.Item::getSuggestedQuantity);
    warehouse.add(shop, plate, 4);
    assertThat(low()).hasSize(1);
  }

  @Test
  void aWatchThatIsEndedListsNothing() {
    watch(cup, 4, 1);
    assertThat(low()).hasSize(1);

    warehouse.stub.setReorderPoint(
        SetReorderPointRequest.newBuilder().setVariantId(cup).setLocationId(shop.getId()).build());

    assertThat(low()).isEmpty();
  }

  private void watch(String variantId, long point, long quantity) {
    warehouse.stub.setReorderPoint(
        SetReorderPointRequest.newBuilder()
            .setVariantId(variantId)
            .setLocationId(shop.getId())
            .setReorderPoint(point)
            .setReorderQuantity(quantity)
            .build());
  }

  private List<ListLowStockResponse.Item> low() {
    return warehouse
        .stub
        .listLowStock(ListLowStockRequest.newBuilder().setLocationId(shop.getId()).build())
        .getItemsList();
  }

  private void buy(String variantId, long quantity) {
    String supplierId =
        warehouse
            .stub
            .createSupplier(CreateSupplierRequest.newBuilder().setName("Maker").build())
            .getSupplier()
            .getId();
    PurchaseOrder order =
        warehouse
            .stub
            .createPurchaseOrder(
                CreatePurchaseOrderRequest.newBuilder()
                    .setSupplierId(supplierId)
                    .setLocationId(shop.getId())
                    .addLines(
                        PurchaseOrder.Line.newBuilder()
                            .setVariantId(variantId)
                            .setQuantity(quantity)
                            .setPackCost(1))
                    .build())
            .getPurchaseOrder();
    warehouse.stub.orderPurchaseOrder(
        OrderPurchaseOrderRequest.newBuilder().setPurchaseOrderId(order.getId()).build());
  }

  private static PaginationRequest page(String token) {
    return PaginationRequest.newBuilder().setPageSize(10).setPageToken(token).build();
  }
}
