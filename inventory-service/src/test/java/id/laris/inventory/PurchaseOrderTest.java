package id.laris.inventory;

import static id.laris.inventory.Warehouse.adjustment;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CancelPurchaseOrderRequest;
import id.laris.pos.v1.CreatePurchaseOrderRequest;
import id.laris.pos.v1.CreateSupplierRequest;
import id.laris.pos.v1.DeleteSupplierRequest;
import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.InventoryValue.Method;
import id.laris.pos.v1.ListPurchaseOrdersRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.OrderPurchaseOrderRequest;
import id.laris.pos.v1.PurchaseOrder;
import id.laris.pos.v1.PurchaseOrder.Line;
import id.laris.pos.v1.PurchaseOrder.Status;
import id.laris.pos.v1.ReceivePurchaseOrderRequest;
import id.laris.pos.v1.Supplier;
import id.laris.pos.v1.UpdatePurchaseOrderRequest;
import id.laris.pos.v1.UpdateSupplierRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Goods arrive at their cost, by average and by FIFO, in any number of deliveries. */
@InventoryTest
class PurchaseOrderTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  private Warehouse warehouse;
  private Location shop;
  private Supplier roaster;
  private String beans;

  @BeforeEach
  void newTenant() {
    warehouse = new Warehouse(calls.as(UUID.randomUUID()));
    shop = warehouse.location();
    roaster =
        warehouse
            .stub
            .createSupplier(CreateSupplierRequest.newBuilder().setName("Roaster").build())
            .getSupplier();
    beans = catalog.variant();
  }

  @Test
  void partialDeliveriesWithOtherCostsAreRightByAverageAndByFifo() {
    PurchaseOrder purchase = order(create(line(beans, 30, 1000, 10)));

    // 10 at 100 each, as ordered: 1000.
    purchase = receive(purchase, delivery(beans, 10));
    assertThat(purchase.getStatus()).isEqualTo(Status.PARTIALLY_RECEIVED);
    assertValues(1000, 1000);

    // 10 more, now at 160 each: 1600.
    purchase = receive(purchase, delivery(beans, 10).toBuilder().setPackCost(1600).build());
    assertValues(2600, 2600);

    // 12 are sold. By average 12 of 20 take 1560 with them. By FIFO the first 10 and two at 160.
    warehouse.commit(warehouse.reserve(shop, beans, 12));
    assertValues(1040, 8 * 160);

    // The rest as ordered: 1000.
    purchase = receive(purchase, delivery(beans, 10));
    assertThat(purchase)
        .returns(Status.RECEIVED, PurchaseOrder::getStatus)
        .returns(3600L, order -> order.getLines(0).getReceivedCost().getAmount());
    assertValues(2040, 8 * 160 + 1000);

    // 9 are sold: by FIFO 8 at 160 and one at 100.
    warehouse.commit(warehouse.reserve(shop, beans, 9));
    assertValues(2040 - 1020, 900);
  }

  @Test
  void theCostsOfDeliveriesAddUpToWhatWasOrdered() {
    PurchaseOrder purchase = order(create(line(beans, 7, 1000, 3)));
    assertThat(purchase.getTotal().getAmount()).isEqualTo(2333);

    for (int i = 0; i < 7; i++) {
      purchase = receive(purchase, delivery(beans, 1));
    }

    assertThat(purchase.getLines(0).getReceivedCost().getAmount()).isEqualTo(2333);
    assertValues(2333, 2333);
  }

  @Test
  void whatWasSoldBeforeItCameHasNoValueAndTheRestCostsWhatItCost() {
    Location generous = warehouse.location(request -> request.setAllowNegativeStock(true));
    shop = generous;
    warehouse.commit(warehouse.reserve(generous, beans, 4));

    receive(order(create(line(beans, 10, 1000, 10))), delivery(beans, 10));

    assertThat(warehouse.level(generous, beans).getOnHand()).isEqualTo(6);
    assertValues(600, 600);
  }

  @Test
  void moreThanWasOrderedIsRefused() {
    PurchaseOrder purchase = order(create(line(beans, 5, 100, 1)));
    receive(purchase, delivery(beans, 3));

    Refusal.of(() -> receive(purchase, delivery(beans, 3))).has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> receive(purchase, delivery(catalog.variant(), 1))).has(Reason.NOT_FOUND);

    assertThat(warehouse.level(shop, beans).getOnHand()).isEqualTo(3);
  }

  @Test
  void aDeliveryThatIsToldTwiceArrivesOnce() {
    PurchaseOrder purchase = order(create(line(beans, 5, 100, 1)));
    ReceivePurchaseOrderRequest request =
        ReceivePurchaseOrderRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setPurchaseOrderId(purchase.getId())
            .addLines(delivery(beans, 2))
            .build();

    assertThat(
            Parallel.failures(Parallel.times(6, i -> warehouse.stub.receivePurchaseOrder(request))))
        .isEmpty();

    assertThat(warehouse.level(shop, beans).getOnHand()).isEqualTo(2);
  }

  @Test
  void aDraftChangesAndAnOrderedOneKeepsWhatIsBought() {
    PurchaseOrder draft = create(line(beans, 5, 100, 1));
    assertThat(draft.getNumber()).matches("PO-2026\\d{4}-\\d{4}");

    PurchaseOrder changed = update(draft, "lines", line(beans, 8, 100, 1));
    assertThat(changed.getTotal().getAmount()).isEqualTo(800);
    PurchaseOrder ordered = order(changed);

    Refusal.of(() -> update(ordered, "lines", line(beans, 9, 100, 1)))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
    assertThat(update(ordered, "notes").getStatus()).isEqualTo(Status.ORDERED);
    Refusal.of(() -> update(ordered, "status")).has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> receive(draft(), delivery(beans, 1))).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void whatHasArrivedStaysWhenTheRestIsGivenUp() {
    PurchaseOrder purchase = order(create(line(beans, 5, 100, 1)));
    receive(purchase, delivery(beans, 2));

    PurchaseOrder cancelled = cancel(purchase);

    assertThat(cancelled.getStatus()).isEqualTo(Status.CANCELLED);
    assertThat(cancel(purchase)).isEqualTo(cancelled);
    assertThat(warehouse.level(shop, beans).getOnHand()).isEqualTo(2);
    Refusal.of(() -> receive(purchase, delivery(beans, 1))).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> order(purchase)).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void listsBySupplierPlaceAndStatus() {
    PurchaseOrder draft = draft();
    PurchaseOrder ordered = order(draft());

    assertThat(list(ListPurchaseOrdersRequest.newBuilder().setSupplierId(roaster.getId())))
        .containsExactly(draft, ordered);
    assertThat(
            list(
                ListPurchaseOrdersRequest.newBuilder()
                    .setLocationId(shop.getId())
                    .setStatus(Status.ORDERED)))
        .containsExactly(ordered);
  }

  @Test
  void suppliersChangeAndGoAndTheirPurchaseOrdersStay() {
    PurchaseOrder purchase = draft();
    Supplier renamed =
        warehouse
            .stub
            .updateSupplier(
                UpdateSupplierRequest.newBuilder()
                    .setSupplier(roaster.toBuilder().setName("Better").setPhone("1"))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("name"))
                    .build())
            .getSupplier();
    assertThat(renamed).returns("Better", Supplier::getName).returns("", Supplier::getPhone);

    DeleteSupplierRequest delete =
        DeleteSupplierRequest.newBuilder().setSupplierId(roaster.getId()).build();
    Supplier deleted = warehouse.stub.deleteSupplier(delete).getSupplier();

    assertThat(deleted.hasDeletedAt()).isTrue();
    assertThat(warehouse.stub.deleteSupplier(delete).getSupplier()).isEqualTo(deleted);
    Refusal.of(this::draft).has(Reason.VENDOR_NOT_FOUND);
    assertThat(order(purchase).getStatus()).isEqualTo(Status.ORDERED);
  }

  @Test
  void refusesWhatMakesNoSense() {
    Refusal.of(() -> create(line(beans, 1, 1, 1), line(beans, 2, 1, 1)))
        .has(Reason.VALIDATION_FAILED)
        .naming("lines[1].variant_id");
    Refusal.of(() -> update(draft(), "lines", line(beans, 1, 1, 1), line(beans, 2, 1, 1)))
        .has(Reason.VALIDATION_FAILED)
        .naming("purchase_order.lines[1].variant_id");
    Refusal.of(() -> create(line(UUID.randomUUID().toString(), 1, 1, 1))).has(Reason.NOT_FOUND);
    Refusal.of(() -> create(line(beans, 1_000_000_000_000L, 1_000_000_000_000_000L, 1)))
        .has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> update(draft(), "lines")).has(Reason.VALIDATION_FAILED);
  }

  @Test
  void addedGoodsCostTheAverageWhereNobodySaysWhatTheyCost() {
    warehouse.adjust(shop, adjustment(beans, 4).toBuilder().setCost(1000).build());
    warehouse.add(shop, beans, 2);
    assertValues(1500, 1500);

    warehouse.add(shop, beans, -6);
    assertValues(0, 0);
    warehouse.add(shop, beans, 1);

    assertValues(250, 250);
  }

  private void assertValues(long average, long fifo) {
    assertThat(value(Method.AVERAGE)).isEqualTo(average);
    assertThat(value(Method.FIFO)).isEqualTo(fifo);
  }

  private long value(Method method) {
    var response =
        warehouse.stub.getInventoryValue(
            GetInventoryValueRequest.newBuilder()
                .setLocationId(shop.getId())
                .setMethod(method)
                .build());
    long total = response.getTotalsList().stream().mapToLong(sum -> sum.getAmount()).sum();
    assertThat(
            response.getItemsList().stream().mapToLong(item -> item.getValue().getAmount()).sum())
        .isEqualTo(total);
    return total;
  }

  private PurchaseOrder draft() {
    return create(line(beans, 5, 100, 1));
  }

  private PurchaseOrder create(Line... lines) {
    return warehouse
        .stub
        .createPurchaseOrder(
            CreatePurchaseOrderRequest.newBuilder()
                .setSupplierId(roaster.getId())
                .setLocationId(shop.getId())
                .addAllLines(List.of(lines))
                .build())
        .getPurchaseOrder();
  }

  private static Line line(String variantId, long quantity, long packCost, long packSize) {
    return Line.newBuilder()
        .setVariantId(variantId)
        .setQuantity(quantity)
        .setPackCost(packCost)
        .setPackSize(packSize)
        .build();
  }

  private PurchaseOrder update(PurchaseOrder purchase, String path, Line... lines) {
    return warehouse
        .stub
        .updatePurchaseOrder(
            UpdatePurchaseOrderRequest.newBuilder()
                .setPurchaseOrder(purchase.toBuilder().clearLines().addAllLines(List.of(lines)))
                .setUpdateMask(FieldMask.newBuilder().addPaths(path))
                .build())
        .getPurchaseOrder();
  }

  private PurchaseOrder order(PurchaseOrder purchase) {
    return warehouse
        .stub
        .orderPurchaseOrder(
            OrderPurchaseOrderRequest.newBuilder().setPurchaseOrderId(purchase.getId()).build())
        .getPurchaseOrder();
  }

  private PurchaseOrder receive(PurchaseOrder purchase, ReceivePurchaseOrderRequest.Line... lines) {
    return warehouse
        .stub
        .receivePurchaseOrder(
            ReceivePurchaseOrderRequest.newBuilder()
                .setPurchaseOrderId(purchase.getId())
                .addAllLines(List.of(lines))
                .build())
        .getPurchaseOrder();
  }

  private static ReceivePurchaseOrderRequest.Line delivery(String variantId, long quantity) {
    return ReceivePurchaseOrderRequest.Line.newBuilder()
        .setVariantId(variantId)
        .setQuantity(quantity)
        .build();
  }

  private PurchaseOrder cancel(PurchaseOrder purchase) {
    return warehouse
        .stub
        .cancelPurchaseOrder(
            CancelPurchaseOrderRequest.newBuilder().setPurchaseOrderId(purchase.getId()).build())
        .getPurchaseOrder();
  }

  private List<PurchaseOrder> list(ListPurchaseOrdersRequest.Builder request) {
    return warehouse.stub.listPurchaseOrders(request.build()).getPurchaseOrdersList();
  }
}
