package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.GetStockLevelRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.ReopenOrderRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.Variant;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The stock of a shop is sold once, through all the services, however many tills want it. */
@SuiteWalk
class OversellTest {

  private static final int TILLS = 50;

  @Autowired TestCalls calls;
  @Autowired EventsAgain eventsAgain;

  private final UUID tenant = UUID.randomUUID();
  private Channel channel;
  private SalesServiceBlockingStub sales;
  private InventoryServiceBlockingStub inventory;
  private String shop;

  @BeforeEach
  void openShop() {
    channel = calls.as(tenant);
    sales = SalesServiceGrpc.newBlockingStub(channel);
    inventory = InventoryServiceGrpc.newBlockingStub(channel);
    shop =
        inventory
            .createLocation(
                CreateLocationRequest.newBuilder().setCode("SHOP").setName("Shop").build())
            .getLocation()
            .getId();
  }

  @Test
  void theLastPieceIsFinalizedOnce() {
    String latte = stocked(1);

    onlyOneIsFinalized(IntStream.range(0, TILLS).mapToObj(i -> draft(latte)).toList(), latte, 1);
  }

  @Test
  void twoLinesOfOneVariantAreOneWish() {
    String latte = stocked(3);

    onlyOneIsFinalized(
        IntStream.range(0, TILLS).mapToObj(i -> draft(latte, latte)).toList(), latte, 2);
  }

  @Test
  void bundlesThatShareAComponentShareItsStock() {
    String cup = stocked(1);
    String breakfast = bundleOf(cup);
    String gift = bundleOf(cup);

    onlyOneIsFinalized(
        IntStream.range(0, TILLS).mapToObj(i -> draft(i % 2 == 0 ? breakfast : gift)).toList(),
        cup,
        1);
  }

  @Test
  void ordersOverTheSameVariantsInAnyOrderAreFinalizedOrRefusedForShortage() {
    List<String> variants = Stream.generate(() -> stocked(60)).limit(20).toList();
    List<Order> drafts =
        IntStream.range(0, 200)
            .mapToObj(
                i -> {
                  List<String> mixed = new ArrayList<>(variants);
                  Collections.shuffle(mixed, new Random(i));
                  return draft(mixed.subList(0, 8).toArray(String[]::new));
                })
            .toList();

    var outcomes = Parallel.times(drafts.size(), i -> finalized(drafts.get(i)));

    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown ->
                assertThat(Refusal.of((StatusRuntimeException) thrown).reason())
                    .isEqualTo(Reason.INSUFFICIENT_STOCK.name()));
    assertThat(variants.stream().mapToLong(this::reserved).sum())
        .isEqualTo(8L * Parallel.successes(outcomes).size());
  }

  @Test
  void eventsOfOrdersThatComeAgainMoveNoStock() {
    String latte = stocked(10);
    Order sold = finalized(draft(latte, latte));
    pay(sold);
    var _ = sales.completeOrder(CompleteOrderRequest.newBuilder().setOrderId(sold.getId()).build());
    Order reopened = finalized(draft(latte));
    var _ = sales.reopenOrder(ReopenOrderRequest.newBuilder().setOrderId(reopened.getId()).build());
    Order again = finalized(reopened);
    Order left = finalized(draft(latte));
    var _ =
        sales.voidOrder(
            VoidOrderRequest.newBuilder().setOrderId(left.getId()).setReason("left").build());

    eventsAgain.changeNothing(tenant);
    assertThat(reserved(latte)).as("of order %s alone", again.getId()).isEqualTo(1);
  }

  private void pay(Order order) {
    var _ =
        sales.addPayment(
            AddPaymentRequest.newBuilder()
                .setOrderId(order.getId())
                .setPaymentType(Payment.Type.CASH)
                .setAmount(order.getTotal().getAmount())
                .build());
  }

  private void onlyOneIsFinalized(List<Order> drafts, String variant, long quantity) {
    var outcomes = Parallel.times(drafts.size(), i -> finalized(drafts.get(i)));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown -> {
              Refusal refusal =
                  Refusal.of((StatusRuntimeException) thrown)
                      .has(Reason.INSUFFICIENT_STOCK)
                      .with("variant_id", variant)
                      .with("requested", quantity)
                      // By its name, or by its id where so many ask at once that the catalog is
                      // slow.
                      .saying(": " + quantity + " requested");
              assertThat(refusal.fields()).containsExactly("order_id");
            });
    assertThat(drafts.stream().map(this::status).filter(Status.OPEN::equals)).hasSize(1);
    assertThat(drafts.stream().map(this::status).filter(Status.DRAFT::equals))
        .hasSize(drafts.size() - 1);
    assertThat(reserved(variant)).isEqualTo(quantity);
  }

  private String stocked(long quantity) {
    String variant = TinyCatalog.countedVariant(channel);
    inventory.adjustStock(
        AdjustStockRequest.newBuilder()
            .setLocationId(shop)
            .addAdjustments(
                AdjustStockRequest.Adjustment.newBuilder()
                    .setVariantId(variant)
                    .setSetTo(quantity)
                    .setReason("opening"))
            .build());
    return variant;
  }

  private String bundleOf(String component) {
    var catalog = CatalogServiceGrpc.newBlockingStub(channel);
    String product =
        catalog
            .createProduct(CreateProductRequest.newBuilder().setName("Bundle").build())
            .getProduct()
            .getId();
    String bundle =
        catalog
            .createVariant(
                CreateVariantRequest.newBuilder()
                    .setProductId(product)
                    .setName("Bundle")
                    .addComponents(
                        Variant.Component.newBuilder().setVariantId(component).setQuantity(1))
                    .build())
            .getVariant()
            .getId();
    catalog.setPrice(
        SetPriceRequest.newBuilder()
            .setVariantId(bundle)
            .setAmount(TinyCatalog.PRICE)
            .setCurrency("IDR")
            .build());
    return bundle;
  }

  private Order draft(String... variants) {
    Order order =
        sales.createOrder(CreateOrderRequest.newBuilder().setLocationId(shop).build()).getOrder();
    for (String variant : variants) {
      order =
          sales
              .addOrderItem(
                  AddOrderItemRequest.newBuilder()
                      .setOrderId(order.getId())
                      .setVariantId(variant)
                      .setQuantity(1)
                      .build())
              .getOrder();
    }
    return order;
  }

  private Order finalized(Order draft) {
    return sales
        .finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(draft.getId()).build())
        .getOrder();
  }

  private Status status(Order order) {
    return sales
        .getOrder(GetOrderRequest.newBuilder().setOrderId(order.getId()).build())
        .getOrder()
        .getStatus();
  }

  private long reserved(String variant) {
    return inventory
        .getStockLevel(
            GetStockLevelRequest.newBuilder().setLocationId(shop).setVariantId(variant).build())
        .getStockLevel()
        .getReserved();
  }
}
