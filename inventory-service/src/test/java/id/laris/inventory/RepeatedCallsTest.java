package id.laris.inventory;

import static id.laris.inventory.Warehouse.adjustment;
import static id.laris.inventory.Warehouse.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.CreatePurchaseOrderRequest;
import id.laris.pos.v1.CreateSupplierRequest;
import id.laris.pos.v1.CreateTransferRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.PurchaseOrder;
import id.laris.pos.v1.SetReorderPointRequest;
import id.laris.pos.v1.StartCountRequest;
import id.laris.pos.v1.SubmitCountRequest;
import id.laris.pos.v1.UpdatePurchaseOrderRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A call that was made gets its answer again, whatever has become of the variants that it names.
 */
@InventoryTest
class RepeatedCallsTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  private UUID tenantId;
  private Warehouse warehouse;
  private Location shop;
  private Location depot;
  private String supplierId;
  private String countId;
  private String cup;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    warehouse = new Warehouse(calls.as(tenantId));
    shop = warehouse.location();
    depot = warehouse.location();
    cup = catalog.variant();
    supplierId =
        warehouse
            .stub
            .createSupplier(CreateSupplierRequest.newBuilder().setName("Roaster").build())
            .getSupplier()
            .getId();
    countId =
        warehouse
            .stub
            .startCount(StartCountRequest.newBuilder().setLocationId(shop.getId()).build())
            .getCount()
            .getId();
  }

  @Test
  void underTheIdThatTheClientMade() {
    String id = UUID.randomUUID().toString();
    List<Function<InventoryServiceBlockingStub, Message>> all = creates(id);
    List<Message> first = all.stream().map(call -> call.apply(warehouse.stub)).toList();
    catalog.delete(cup);

    assertThat(all.stream().map(call -> call.apply(warehouse.stub)))
        .containsExactlyElementsOf(first);
    creates(UUID.randomUUID().toString())
        .forEach(call -> Refusal.of(() -> call.apply(warehouse.stub)).has(Reason.NOT_FOUND));
  }

  @Test
  void underTheirIdempotencyKeys() {
    List<Function<InventoryServiceBlockingStub, Message>> all = new ArrayList<>(creates(""));
    String variantId = cup;
    all.add(
        stub ->
            stub.setReorderPoint(
                SetReorderPointRequest.newBuilder()
                    .setLocationId(shop.getId())
                    .setVariantId(variantId)
                    .setReorderPoint(3)
                    .build()));
    List<InventoryServiceBlockingStub> keyed =
        all.stream()
            .map(_ -> InventoryServiceGrpc.newBlockingStub(calls.as(tenantId, UUID.randomUUID())))
            .toList();
    List<Message> first = answers(all, keyed);
    catalog.delete(cup);

    assertThat(answers(all, keyed)).isEqualTo(first);
  }

  private static List<Message> answers(
      List<Function<InventoryServiceBlockingStub, Message>> all,
      List<InventoryServiceBlockingStub> stubs) {
    List<Message> answers = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      answers.add(all.get(i).apply(stubs.get(i)));
    }
    return answers;
  }

  @Test
  void anUpdateLooksOnlyAtVariantsThatItAdds() {
    PurchaseOrder order =
        warehouse.stub.createPurchaseOrder(purchase("").build()).getPurchaseOrder();
    catalog.delete(cup);

    PurchaseOrder more = update(order.toBuilder().addLines(purchased(catalog.variant())));

    assertThat(more.getLinesCount()).isEqualTo(2);
    Refusal.of(() -> update(more.toBuilder().addLines(purchased(UUID.randomUUID().toString()))))
        .has(Reason.NOT_FOUND);
  }

  /** Every call that asks the catalog for its variants and stores something. */
  private List<Function<InventoryServiceBlockingStub, Message>> creates(String id) {
    String variantId = cup;
    return List.of(
        stub ->
            stub.adjustStock(
                AdjustStockRequest.newBuilder()
                    .setId(id)
                    .setLocationId(shop.getId())
                    .addAdjustments(adjustment(variantId, 5))
                    .build()),
        stub ->
            stub.createTransfer(
                CreateTransferRequest.newBuilder()
                    .setId(id)
                    .setFromLocationId(shop.getId())
                    .setToLocationId(depot.getId())
                    .addLines(line(variantId, 1))
                    .build()),
        stub -> stub.createPurchaseOrder(purchase(id).build()),
        stub ->
            stub.startCount(
                StartCountRequest.newBuilder()
                    .setId(id)
                    .setLocationId(shop.getId())
                    .addVariantIds(variantId)
                    .build()),
        stub ->
            stub.submitCount(
                SubmitCountRequest.newBuilder()
                    .setChunkId(id)
                    .setCountId(countId)
                    .addLines(Stocktaker.line(variantId, 5))
                    .build()));
  }

  private CreatePurchaseOrderRequest.Builder purchase(String id) {
    return CreatePurchaseOrderRequest.newBuilder()
        .setId(id)
        .setSupplierId(supplierId)
        .setLocationId(shop.getId())
        .addLines(purchased(cup));
  }

  private static PurchaseOrder.Line purchased(String variantId) {
    return PurchaseOrder.Line.newBuilder()
        .setVariantId(variantId)
        .setQuantity(10)
        .setPackCost(100)
        .build();
  }

  private PurchaseOrder update(PurchaseOrder.Builder wanted) {
    return warehouse
        .stub
        .updatePurchaseOrder(
            UpdatePurchaseOrderRequest.newBuilder()
                .setPurchaseOrder(wanted)
                .setUpdateMask(FieldMask.newBuilder().addPaths("lines"))
                .build())
        .getPurchaseOrder();
  }
}
