package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import com.google.type.Date;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Receipt;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The effects of the location of an order, and the check that it exists. */
@SalesTest
class LocationTest {

  private static final long PRICE = 1_200_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;
  @Autowired FakeClock clock;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(tenant));
    tea = catalog.sell("Tea", PRICE);
  }

  @AfterEach
  void backToTheStart() {
    clock.set(FakeClock.START);
  }

  @Test
  void aLocationThatIsNotThereIsRefusedByEveryCallThatNamesOne() {
    String nowhere = UUID.randomUUID().toString();
    Order draft = till.create();
    CalculateOrderRequest.Builder preview = CalculateOrderRequest.newBuilder();
    preview.getDraftBuilder().setLocationId(nowhere).addItems(Sales.item(tea, 1));

    refused(nowhere, () -> at(nowhere));
    refused(nowhere, () -> till.sales().checkout(sale(nowhere).build()));
    refused(nowhere, () -> till.sales().calculateOrder(preview.build()));
    refused(nowhere, () -> move(till, draft, nowhere));
    assertThat(till.get(draft)).isEqualTo(draft);
    assertThat(till.sales().listOrders(listAll()).getOrdersList()).containsExactly(draft);
  }

  @Test
  void aDeletedLocationIsNone() {
    String closed =
        inventory.open("A1", shop -> shop.setDeletedAt(Timestamp.newBuilder().setSeconds(1)));

    refused(closed, () -> at(closed));
    refused(closed, () -> till.sales().checkout(sale(closed).build()));
  }

  @Test
  void aLocationThatIsMadeAfterItWasMissedIsFound() {
    String id = UUID.randomUUID().toString();
    refused(id, () -> at(id));
    inventory.open("A1", shop -> shop.setId(id));

    assertThat(at(id).getLocationCode()).isEqualTo("A1");
  }

  @Test
  void aLocationIsAskedForOnceInFiveSeconds() {
    String shop = inventory.open("A1");
    at(shop);
    int questions = inventory.questions();

    clock.advance(Duration.ofSeconds(5));
    at(shop);
    till.sales().checkout(sale(shop).build());
    assertThat(inventory.questions()).isEqualTo(questions);
    clock.advance(Duration.ofMillis(1));
    at(shop);
    assertThat(inventory.questions()).isEqualTo(questions + 1);
    new Till(calls.as(UUID.randomUUID())).sales().createOrder(order(shop));
    assertThat(inventory.questions()).as("each tenant for itself").isEqualTo(questions + 2);
  }

  @Test
  void withoutALocationInventoryIsNotNeeded() {
    int questions = inventory.questions();

    inventory.whileDown(
        () -> {
          Order order = till.complete(till.paid(tea, 1));
          assertThat(order.getReceiptNumber()).isEqualTo("POS-20260115-0001");
          assertThat(order.getLocationCode()).isEmpty();
        });
    assertThat(inventory.questions()).isEqualTo(questions);
  }

  @Test
  void whileInventoryIsDownNothingIsBegunAtALocationAndWhatIsBegunGoesOn() {
    String shop = inventory.open("A1");
    String unknown = inventory.open("A2");
    Order draft = at(shop);

    inventory.whileDown(
        () -> {
          Refusal refusal = Refusal.of(() -> at(unknown)).has(Reason.UNAVAILABLE);
          assertThat(refusal.saysWhenToRetry()).isTrue();
          Order done = till.complete(till.pay(till.finalizeOrder(till.add(draft, tea, 1)), PRICE));
          assertThat(done.getReceiptNumber()).isEqualTo("A1-20260115-0001");
        });
  }

  @Test
  void theBusinessDateIsThatOfTheLocationsClockAndCutoff() {
    String east =
        inventory.open(
            "EAST", shop -> shop.setTimeZone("Asia/Jayapura").setBusinessDayCutoffMinutes(4 * 60));
    String west = inventory.open("WEST", shop -> shop.setTimeZone("America/Los_Angeles"));
    // 03:59:59 of the 16th in Jayapura, 10:59:59 of the 15th in Los Angeles
    clock.set(Instant.parse("2026-01-15T18:59:59Z"));

    assertThat(sold(east).getReceiptNumber()).isEqualTo("EAST-20260115-0001");
    assertThat(sold(west).getReceiptNumber()).isEqualTo("WEST-20260115-0001");
    clock.advance(Duration.ofSeconds(1));
    Order after = sold(east);
    assertThat(after.getReceiptNumber()).isEqualTo("EAST-20260116-0001");
    assertThat(after.getBusinessDate())
        .isEqualTo(Date.newBuilder().setYear(2026).setMonth(1).setDay(16).build());
  }

  @Test
  void eachLocationCountsItsReceiptsForItself() {
    String first = inventory.open("A1");
    String second = inventory.open("A2");

    assertThat(sold(first).getReceiptNumber()).isEqualTo("A1-20260115-0001");
    assertThat(sold(second).getReceiptNumber()).isEqualTo("A2-20260115-0001");
    assertThat(sold(first).getReceiptNumber()).isEqualTo("A1-20260115-0002");
    assertThat(till.complete(till.paid(tea, 1)).getReceiptNumber()).isEqualTo("POS-20260115-0001");
  }

  @Test
  void anOrderKeepsTheLocationAsItWasWhenItWasBegun() {
    String shop = inventory.open("OLD", location -> location.setTimeZone("Asia/Tokyo"));
    Order draft = at(shop);
    inventory.change(shop, location -> location.setCode("NEW").setTimeZone("Asia/Jakarta"));
    clock.advance(Duration.ofSeconds(6));

    Order begunAfter = at(shop);
    Order done = till.complete(till.pay(till.finalizeOrder(till.add(draft, tea, 1)), PRICE));

    assertThat(begunAfter.getLocationCode()).isEqualTo("NEW");
    assertThat(done.getLocationCode()).isEqualTo("OLD");
    assertThat(done.getReceiptNumber()).isEqualTo("OLD-20260115-0001");
    assertThat(receipt(done)).contains("2026-01-15 14:00");
    assertThat(sold(shop).getReceiptNumber()).isEqualTo("NEW-20260115-0001");
  }

  @Test
  void twoLocationsNeverShareASeries() {
    String first = inventory.open("A1");
    sold(first);
    inventory.change(first, location -> location.setCode("B1"));
    String second = inventory.open("A1");
    String ending = second.substring(second.length() - 12);

    assertThat(sold(second).getReceiptNumber()).isEqualTo("A1." + ending + "-20260115-0001");
    assertThat(sold(second).getReceiptNumber()).isEqualTo("A1." + ending + "-20260115-0002");
    clock.advance(Duration.ofDays(1));
    assertThat(sold(second).getReceiptNumber()).isEqualTo("A1-20260116-0001");
  }

  @Test
  void aDraftMovesToAnotherLocationAndAway() {
    String first = inventory.open("A1");
    String second = inventory.open("A2");
    Order draft = at(first);

    assertThat(move(till, draft, second).getLocationCode()).isEqualTo("A2");
    Order away = move(till, draft, "");
    assertThat(away.getLocationCode()).isEmpty();
    assertThat(away.getLocationId()).isEmpty();
    assertThat(till.note(move(till, draft, first), "hurry").getLocationCode()).isEqualTo("A1");
  }

  @Test
  void aCallThatIsRepeatedNeedsTheLocationNoMore() {
    String shop = inventory.open("A1");
    CreateOrderRequest create = order(shop).toBuilder().setId(UUID.randomUUID().toString()).build();
    Order made = till.sales().createOrder(create).getOrder();
    CheckoutRequest checkout = sale(shop).setId(UUID.randomUUID().toString()).build();
    Order sold = till.sales().checkout(checkout).getOrder();
    Till withKey = new Till(calls.as(tenant, UUID.randomUUID()));
    Order moved = move(withKey, made, shop);
    inventory.change(shop, location -> location.setDeletedAt(Timestamp.getDefaultInstance()));
    clock.advance(Duration.ofSeconds(6));

    assertThat(till.sales().createOrder(create).getOrder()).isEqualTo(moved);
    assertThat(till.sales().checkout(checkout).getOrder()).isEqualTo(sold);
    assertThat(move(withKey, made, shop)).isEqualTo(moved);
    refused(shop, () -> move(till, made, shop));
  }

  @Test
  void anOrderFromBeforeLocationsWereKnownGoesOnByTheSettings() {
    Order draft = till.add(at(inventory.open("A1")), tea, 1);
    Database.execute(
        database,
        "update sales.sales_order set location = null, location_id = '%s', version = version + 1 where id = '%s'"
            .formatted(UUID.randomUUID(), draft.getId()));

    Order done = till.complete(till.pay(till.finalizeOrder(draft), PRICE));

    assertThat(done.getReceiptNumber()).isEqualTo("POS-20260115-0001");
    assertThat(done.getLocationCode()).isEmpty();
    assertThat(receipt(done)).contains("2026-01-15 12:00");
  }

  @Test
  void aCashierNeedsNoScopeOfInventory() {
    Till cashier = new Till(calls.as(tenant, "sales.read sales.write"));

    assertThat(
            cashier.sales().createOrder(order(inventory.open("A1"))).getOrder().getLocationCode())
        .isEqualTo("A1");
    assertThat(inventory.lastCredentials())
        .containsOnlyKeys("x-laris-service-key", "x-laris-tenant-id");
    assertThat(inventory.lastCredentials()).containsEntry("x-laris-tenant-id", tenant.toString());
  }

  private static void refused(String locationId, Runnable call) {
    Refusal.of(call::run).has(Reason.LOCATION_NOT_FOUND).with("id", locationId);
  }

  private Order at(String locationId) {
    return till.sales().createOrder(order(locationId)).getOrder();
  }

  private Order sold(String locationId) {
    return till.sales().checkout(sale(locationId).build()).getOrder();
  }

  private CheckoutRequest.Builder sale(String locationId) {
    return Sales.sale(Sales.item(tea, 1)).setLocationId(locationId).addPayments(Sales.cash(PRICE));
  }

  private static CreateOrderRequest order(String locationId) {
    return CreateOrderRequest.newBuilder().setLocationId(locationId).build();
  }

  private static Order move(Till by, Order order, String locationId) {
    return by.sales()
        .setOrderDetails(
            SetOrderDetailsRequest.newBuilder()
                .setOrderId(order.getId())
                .setLocationId(locationId)
                .setUpdateMask(FieldMask.newBuilder().addPaths("location_id"))
                .build())
        .getOrder();
  }

  private String receipt(Order order) {
    return till.sales()
        .getReceipt(
            GetReceiptRequest.newBuilder()
                .setOrderId(order.getId())
                .setFormat(Receipt.Format.TEXT)
                .build())
        .getReceipt()
        .getText();
  }

  private static ListOrdersRequest listAll() {
    return ListOrdersRequest.getDefaultInstance();
  }
}
