package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.RemoveOrderItemRequest;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.pos.v1.UpdateOrderItemRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders while their items come and go. */
@SalesTest
class DraftTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;
  @Autowired FakeInventory inventory;
  @Autowired FakeStaff staff;

  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(UUID.randomUUID()));
    tea = catalog.sell("Tea", 1_200_000);
  }

  @Test
  void anOrderKeepsWhatItIsMadeWith() {
    String location = inventory.open("A1");
    CreateOrderRequest request =
        CreateOrderRequest.newBuilder()
            .setLocationId(location)
            .setRegisterId(staff.register(location))
            .setCustomerId(customers.add("Siti"))
            .setEmployeeId(staff.hire())
            .setEmployeeName("Budi")
            .setOrderType(Order.Type.DINE_IN)
            .setTable("12")
            .setNotes("birthday")
            .setExternalReference("web-7")
            .setChannel(Order.Channel.ONLINE)
            .setCovers(4)
            .setCurrency("USD")
            .build();

    Order order = till.sales().createOrder(request).getOrder();

    assertThat(order.getLocationId()).isEqualTo(request.getLocationId());
    assertThat(order.getRegisterId()).isEqualTo(request.getRegisterId());
    assertThat(order.getCustomerId()).isEqualTo(request.getCustomerId());
    assertThat(order.getEmployeeId()).isEqualTo(request.getEmployeeId());
    assertThat(order.getEmployeeName()).isEqualTo("Budi");
    assertThat(order.getOrderType()).isEqualTo(Order.Type.DINE_IN);
    assertThat(order.getTable()).isEqualTo("12");
    assertThat(order.getNotes()).isEqualTo("birthday");
    assertThat(order.getExternalReference()).isEqualTo("web-7");
    assertThat(order.getChannel()).isEqualTo(Order.Channel.ONLINE);
    assertThat(order.getCovers()).isEqualTo(4);
    assertThat(order.getCurrency()).isEqualTo("USD");
    assertThat(order.getStatus()).isEqualTo(Order.Status.DRAFT);
    assertThat(order.getVersion()).isZero();
    assertThat(till.get(order)).isEqualTo(order);
  }

  @Test
  void anOrderSellsAtMostAThousandGiftCards() {
    String card = catalog.sell("Card", 100, sold -> sold.setGiftCard(true));
    Order full = till.draft(card, 1_000);

    Refusal.of(() -> till.add(full, card, 1)).has(Reason.VALIDATION_FAILED);

    assertThat(till.get(full).getItemsCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"XXX", "idr", "ABC", "ID"})
  void anUnknownCurrencyIsRefused(String currency) {
    Refusal.of(
            () ->
                till.sales()
                    .createOrder(CreateOrderRequest.newBuilder().setCurrency(currency).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("currency");
  }

  @Test
  void theSameIdAndContentIsTheSameOrderHoweverFarItHasCome() {
    CreateOrderRequest request =
        CreateOrderRequest.newBuilder().setId(UUID.randomUUID().toString()).setTable("1").build();
    Order first = till.sales().createOrder(request).getOrder();
    Order open = till.finalizeOrder(till.add(first, tea, 1));

    assertThat(till.sales().createOrder(request).getOrder()).isEqualTo(open);
    Refusal.of(() -> till.sales().createOrder(request.toBuilder().setTable("2").build()))
        .has(Reason.ALREADY_EXISTS)
        .with("id", request.getId());
  }

  @Test
  void theIdOfAnotherTenantsOrderIsFree() {
    CreateOrderRequest request =
        CreateOrderRequest.newBuilder().setId(UUID.randomUUID().toString()).build();
    till.sales().createOrder(request);

    Till other = new Till(calls.as(UUID.randomUUID()));
    assertThat(other.sales().createOrder(request).getOrder().getId()).isEqualTo(request.getId());
  }

  @Test
  void theSameLineTwiceIsTwoLines() {
    Order draft = till.add(till.draft(tea, 1), tea, 1);

    assertThat(draft.getItemsList()).hasSize(2);
    assertThat(draft.getTotal()).isEqualTo(idr(2_400_000));
    assertThat(till.get(draft)).isEqualTo(draft);
  }

  @Test
  void aLineWithAClientsIdIsAddedOnce() {
    Order draft = till.create();
    AddOrderItemRequest request =
        add(draft).setId(UUID.randomUUID().toString()).setNotes("no ice").setVersion(0).build();
    var first = till.sales().addOrderItem(request);

    assertThat(till.sales().addOrderItem(request)).isEqualTo(first);
    assertThat(first.getItem()).isEqualTo(first.getOrder().getItems(0));
    assertThat(first.getItem().getNotes()).isEqualTo("no ice");
    Refusal.of(() -> till.sales().addOrderItem(request.toBuilder().setQuantity(2).build()))
        .has(Reason.ALREADY_EXISTS);
    Order open = till.finalizeOrder(draft);
    assertThat(till.sales().addOrderItem(request).getOrder()).isEqualTo(open);
  }

  @Test
  void theIdOfAnotherOrdersLineIsRefused() {
    String id = UUID.randomUUID().toString();
    till.sales().addOrderItem(add(till.create()).setId(id).build());
    Order other = till.create();

    Refusal.of(() -> till.sales().addOrderItem(add(other).setId(id).build()))
        .has(Reason.ALREADY_EXISTS)
        .with("resource", "order item");
    assertThat(till.get(other).getItemsList()).isEmpty();
    Refusal.of(
            () ->
                till.sales()
                    .checkout(
                        Sales.sale(Sales.item(tea, 1).toBuilder().setId(id).build())
                            .addPayments(Sales.cash(1_200_000))
                            .build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void theVariantMayBeLeftOutWhereTheProductHasOne() {
    String product = UUID.randomUUID().toString();
    String variant = catalog.sell("Cake", 2_000_000, sold -> sold.setProductId(product));
    Order draft = till.create();
    AddOrderItemRequest request =
        AddOrderItemRequest.newBuilder()
            .setOrderId(draft.getId())
            .setProductId(product)
            .setQuantity(1)
            .setId(UUID.randomUUID().toString())
            .build();

    OrderItem item = till.sales().addOrderItem(request).getItem();

    assertThat(item.getVariantId()).isEqualTo(variant);
    assertThat(till.sales().addOrderItem(request).getItem()).isEqualTo(item);
    Refusal.of(() -> till.sales().addOrderItem(request.toBuilder().clearProductId().build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("variant_id");
    Refusal.of(() -> till.add(draft, UUID.randomUUID().toString(), 1)).has(Reason.NOT_FOUND);
  }

  @Test
  void modifiersAddToThePriceOfEachUnit() {
    QuotedItem.Modifier large = FakeCatalog.modifier("Large", 500_000);
    QuotedItem.Modifier ownCup = FakeCatalog.modifier("Own cup", -200_000);
    String latte =
        catalog.sell("Latte", 2_500_000, sold -> sold.addModifiers(large).addModifiers(ownCup));
    Order draft = till.create();

    OrderItem item =
        till.sales()
            .addOrderItem(
                add(draft)
                    .setVariantId(latte)
                    .setQuantity(3)
                    .addModifierIds(large.getModifierId())
                    .addModifierIds(ownCup.getModifierId())
                    .build())
            .getItem();

    assertThat(item.getGross()).isEqualTo(idr(3 * 2_800_000));
    assertThat(item.getUnitPrice()).isEqualTo(idr(2_500_000));
    assertThat(item.getModifiersList())
        .extracting(OrderItem.Modifier::getName)
        .containsExactly("Large", "Own cup");
    Refusal.of(
            () ->
                till.sales()
                    .addOrderItem(
                        add(draft).setVariantId(tea).addModifierIds(large.getModifierId()).build()))
        .has(Reason.MODIFIER_SELECTION_INVALID)
        .naming("modifier_ids");

    OrderItem without = update(draft, item, "modifier_ids", "notes").getItems(0);
    assertThat(without.getModifiersList()).isEmpty();
    assertThat(without.getNotes()).isEqualTo("changed");
    assertThat(without.getQuantity()).isEqualTo(3);
    assertThat(without.getGross()).isEqualTo(idr(7_500_000));
    UpdateOrderItemRequest unknownModifier =
        change(draft, item, "modifier_ids").addModifierIds(UUID.randomUUID().toString()).build();
    Refusal.of(() -> till.sales().updateOrderItem(unknownModifier))
        .has(Reason.MODIFIER_SELECTION_INVALID);
  }

  @Test
  void anUpdateTakesOverWhatItsMaskNames() {
    Order draft = till.draft(tea, 1);

    OrderItem changed = update(draft, draft.getItems(0), "quantity").getItems(0);

    assertThat(changed.getQuantity()).isEqualTo(7);
    assertThat(changed.getNotes()).isEmpty();
    assertThat(changed.getTotal()).isEqualTo(idr(8_400_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "price", "quantity.value", "Quantity", "order_id", "*", "modifierIds"})
  void aMaskThatNamesAnythingElseIsRefused(String path) {
    Order draft = till.draft(tea, 1);

    Refusal.of(() -> update(draft, draft.getItems(0), path))
        .has(Reason.VALIDATION_FAILED)
        .naming("update_mask");
    Refusal.of(
            () ->
                till.sales()
                    .setOrderDetails(
                        SetOrderDetailsRequest.newBuilder()
                            .setOrderId(draft.getId())
                            .setUpdateMask(FieldMask.newBuilder().addPaths(path))
                            .build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("update_mask");
    assertThat(till.get(draft)).isEqualTo(draft);
  }

  @Test
  void anEmptyMaskAndAMissingOneAreRefused() {
    Order draft = till.draft(tea, 1);
    UpdateOrderItemRequest none = change(draft, draft.getItems(0)).build();

    Refusal.of(() -> till.sales().updateOrderItem(none))
        .has(Reason.VALIDATION_FAILED)
        .naming("update_mask");
    Refusal.of(() -> till.sales().updateOrderItem(none.toBuilder().clearUpdateMask().build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("update_mask");
    Refusal.of(
            () ->
                till.sales()
                    .updateOrderItem(
                        change(draft, draft.getItems(0), "quantity").clearQuantity().build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("quantity");
  }

  @Test
  void aLineGoesWithItsDiscounts() {
    Order draft = till.add(till.draft(tea, 1), tea, 2);
    String first = draft.getItems(0).getId();
    till.discount(Till.percent(draft, 100_000).toBuilder().setItemId(first).build());
    Order discounted = till.percentOff(draft, 50_000);
    assertThat(discounted.getDiscountsList()).hasSize(2);

    Order after = remove(draft, first);

    assertThat(after.getItemsList()).hasSize(1);
    assertThat(after.getDiscountsList()).singleElement().extracting("itemId").isEqualTo("");
    assertThat(after.getTotal()).isEqualTo(idr(2_280_000));
    assertThat(till.get(after)).isEqualTo(after);
    Refusal.of(() -> remove(draft, first)).has(Reason.NOT_FOUND).with("resource", "order item");
    assertThat(remove(draft, after.getItems(0).getId()).getTotal()).isEqualTo(idr(0));
  }

  @Test
  void linesKeepTheirPlaces() {
    Order draft = till.add(till.add(till.draft(tea, 1), tea, 2), tea, 3);
    remove(draft, draft.getItems(1).getId());

    assertThat(till.add(draft, tea, 4).getItemsList())
        .extracting(OrderItem::getQuantity)
        .containsExactly(1L, 3L, 4L);
  }

  @Test
  void detailsThatDecidePricesPriceADraftAnew() {
    Order draft = till.draft(tea, 1);
    catalog.change(tea, sold -> sold.setUnitPrice(idr(1_300_000)));

    assertThat(till.note(draft, "window").getTotal()).isEqualTo(idr(1_200_000));
    Order delivered =
        till.sales()
            .setOrderDetails(
                SetOrderDetailsRequest.newBuilder()
                    .setOrderId(draft.getId())
                    .setOrderType(Order.Type.DELIVERY)
                    .setTable("9")
                    .setUpdateMask(FieldMask.newBuilder().addPaths("order_type"))
                    .build())
            .getOrder();

    assertThat(delivered.getTotal()).isEqualTo(idr(1_300_000));
    assertThat(delivered.getOrderType()).isEqualTo(Order.Type.DELIVERY);
    assertThat(delivered.getTable()).isEmpty();
    assertThat(delivered.getNotes()).isEqualTo("window");
  }

  @Test
  void anOpenOrderGetsItsGuestsAndChannelToo() {
    Order open = till.open(tea, 1);
    SetOrderDetailsRequest.Builder request =
        SetOrderDetailsRequest.newBuilder()
            .setOrderId(open.getId())
            .setChannel(Order.Channel.AGENT)
            .setCovers(3)
            .setUpdateMask(FieldMask.newBuilder().addPaths("covers").addPaths("channel"));

    Order changed = till.sales().setOrderDetails(request.build()).getOrder();

    assertThat(changed.getChannel()).isEqualTo(Order.Channel.AGENT);
    assertThat(changed.getCovers()).isEqualTo(3);
    assertThat(till.get(open)).isEqualTo(changed);
    Refusal.of(() -> till.sales().setOrderDetails(request.clone().setCovers(1001).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("covers");
    Refusal.of(() -> till.sales().setOrderDetails(request.clone().setChannelValue(99).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("channel");
  }

  @Test
  void quantitiesAndAmountsBeyondCountingAreTheCallersError() {
    Order draft = till.create();
    String gold = catalog.sell("Gold", 1_000_000_000_000_000L);

    Refusal.of(() -> till.add(draft, gold, 1_000_000_000)).has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> till.add(draft, gold, 2)).has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> till.add(draft, gold, 1_000_000_001))
        .has(Reason.VALIDATION_FAILED)
        .naming("quantity");
    Refusal.of(() -> till.add(draft, gold, 0)).has(Reason.VALIDATION_FAILED).naming("quantity");
    assertThat(till.add(draft, gold, 1).getTotal()).isEqualTo(idr(1_000_000_000_000_000L));
    Refusal.of(() -> till.add(draft, gold, 1)).has(Reason.VALIDATION_FAILED);
  }

  @Test
  void anOrderHasABoundedNumberOfDiscounts() {
    Order draft = till.draft(tea, 1);
    for (int i = 0; i < 100; i++) {
      draft = till.percentOff(draft, 1);
    }
    Order full = draft;

    Refusal.of(() -> till.percentOff(full, 1)).has(Reason.VALIDATION_FAILED);
  }

  @Test
  void aDiscountNeedsItsLine() {
    Order draft = till.draft(tea, 1);
    ApplyDiscountRequest nowhere =
        Till.percent(draft, 100_000).toBuilder().setItemId(UUID.randomUUID().toString()).build();

    Refusal.of(() -> till.discount(nowhere)).has(Reason.NOT_FOUND).with("resource", "order item");
  }

  @Test
  void anOrderThatIsNotThereIsNotFound() {
    Refusal.of(
            () ->
                till.sales()
                    .getOrder(
                        GetOrderRequest.newBuilder()
                            .setOrderId(UUID.randomUUID().toString())
                            .build()))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> till.sales().getOrder(GetOrderRequest.newBuilder().setOrderId("7").build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("order_id");
  }

  private AddOrderItemRequest.Builder add(Order order) {
    return AddOrderItemRequest.newBuilder()
        .setOrderId(order.getId())
        .setVariantId(tea)
        .setQuantity(1);
  }

  private static UpdateOrderItemRequest.Builder change(
      Order order, OrderItem item, String... paths) {
    return UpdateOrderItemRequest.newBuilder()
        .setOrderId(order.getId())
        .setItemId(item.getId())
        .setQuantity(7)
        .setNotes("changed")
        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)));
  }

  private Order update(Order order, OrderItem item, String... paths) {
    return till.sales().updateOrderItem(change(order, item, paths).build()).getOrder();
  }

  private Order remove(Order order, String itemId) {
    return till.sales()
        .removeOrderItem(
            RemoveOrderItemRequest.newBuilder().setOrderId(order.getId()).setItemId(itemId).build())
        .getOrder();
  }
}
