package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Register and employee of an order exist, and the register is at the location of the order. */
@SalesTest
class StaffOfOrderTest {

  private static final long PRICE = 1_200_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;
  @Autowired FakeStaff staff;
  @Autowired FakeClock clock;
  @Autowired Reach reach;

  private Till till;
  private String tea;
  private String shop;
  private String register;

  @BeforeEach
  void newTenant() {
    reach.restoreStaff();
    till = new Till(calls.as(UUID.randomUUID()));
    tea = catalog.sell("Tea", PRICE);
    shop = inventory.open("A1");
    register = staff.register(shop);
  }

  @AfterEach
  void backToTheTimeOfOtherTests() {
    clock.set(FakeClock.START);
  }

  private static String unknown() {
    return UUID.randomUUID().toString();
  }

  private Order create(CreateOrderRequest.Builder request) {
    return till.sales().createOrder(request.build()).getOrder();
  }

  private CreateOrderRequest.Builder here() {
    return CreateOrderRequest.newBuilder().setLocationId(shop).setRegisterId(register);
  }

  private Order change(Order order, SetOrderDetailsRequest.Builder change, String... fields) {
    FieldMask.Builder mask = FieldMask.newBuilder();
    for (String field : fields) {
      mask.addPaths(field);
    }
    return till.sales()
        .setOrderDetails(change.setOrderId(order.getId()).setUpdateMask(mask).build())
        .getOrder();
  }

  @Test
  void aRegisterAndAnEmployeeThatDoNotExistAreRefused() {
    Refusal.of(() -> create(here().setRegisterId(unknown())))
        .has(Reason.NOT_FOUND)
        .with("resource", "register");
    Refusal.of(() -> create(here().setEmployeeId(unknown())))
        .has(Reason.NOT_FOUND)
        .with("resource", "employee");
    Order order = till.create();
    Refusal.of(
            () ->
                change(
                    order,
                    SetOrderDetailsRequest.newBuilder().setEmployeeId(unknown()),
                    "employee_id"))
        .has(Reason.NOT_FOUND)
        .naming("employee_id");
    assertThat(till.get(order)).isEqualTo(order);
  }

  @Test
  void aSaleInOneCallIsRefusedAsWell() {
    CheckoutRequest.Builder sale =
        Sales.sale(Sales.item(tea, 1)).setLocationId(shop).addPayments(Sales.cash(PRICE));

    Refusal.of(() -> till.sales().checkout(sale.clone().setRegisterId(unknown()).build()))
        .has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                till.sales()
                    .checkout(
                        sale.clone()
                            .addItems(Sales.item(tea, 1).toBuilder().setEmployeeId(unknown()))
                            .build()))
        .has(Reason.NOT_FOUND)
        .naming("items[1].employee_id");
    Refusal.of(
            () ->
                till.sales()
                    .checkout(
                        sale.clone().setRegisterId(staff.register(inventory.open("A2"))).build()))
        .has(Reason.REGISTER_NOT_AT_LOCATION);
  }

  @Test
  void aRegisterOfAnotherLocationIsRefused() {
    String elsewhere = staff.register(inventory.open("A2"));
    Refusal.of(() -> create(here().setRegisterId(elsewhere)))
        .has(Reason.REGISTER_NOT_AT_LOCATION)
        .with("register_id", elsewhere)
        .with("location_id", shop);
    Order order = create(here());
    Refusal.of(
            () ->
                change(
                    order,
                    SetOrderDetailsRequest.newBuilder().setRegisterId(elsewhere),
                    "register_id"))
        .has(Reason.REGISTER_NOT_AT_LOCATION);
    Order nowhere = till.create();
    Refusal.of(
            () ->
                change(
                    nowhere,
                    SetOrderDetailsRequest.newBuilder().setRegisterId(register),
                    "register_id"))
        .has(Reason.REGISTER_NOT_AT_LOCATION);
  }

  @Test
  void locationAndRegisterChangeTogether() {
    Order order = create(here());
    String other = inventory.open("A2");
    String elsewhere = staff.register(other);

    Order moved =
        change(
            order,
            SetOrderDetailsRequest.newBuilder().setLocationId(other).setRegisterId(elsewhere),
            "location_id",
            "register_id");

    assertThat(moved.getLocationId()).isEqualTo(other);
    assertThat(moved.getRegisterId()).isEqualTo(elsewhere);
  }

  @Test
  void anOrderDoesNotLeaveTheLocationOfItsRegister() {
    Order order = create(here());

    Refusal.of(
            () ->
                change(
                    order,
                    SetOrderDetailsRequest.newBuilder().setLocationId(inventory.open("A2")),
                    "location_id"))
        .has(Reason.REGISTER_NOT_AT_LOCATION);
  }

  @Test
  void anOrderAtARegisterIsAtItsLocation() {
    Order order = create(CreateOrderRequest.newBuilder().setRegisterId(register));

    assertThat(order.getLocationId()).isEqualTo(shop);
    assertThat(order.getLocationCode()).isEqualTo("A1");
  }

  @Test
  void aRetiredRegisterAndAnEmployeeWhoIsInactiveSellNothing() {
    String siti = staff.hire();
    staff.suspend(siti);
    staff.retire(register);

    Refusal.of(() -> create(here())).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> create(CreateOrderRequest.newBuilder().setEmployeeId(siti)))
        .has(Reason.ITEM_INACTIVE)
        .naming("employee_id");
  }

  @Test
  void theEmployeeOfALineExists() {
    Order order = till.create();
    AddOrderItemRequest request =
        AddOrderItemRequest.newBuilder()
            .setId(unknown())
            .setOrderId(order.getId())
            .setVariantId(tea)
            .setQuantity(1)
            .setEmployeeId(staff.hire())
            .build();
    Refusal.of(
            () -> till.sales().addOrderItem(request.toBuilder().setEmployeeId(unknown()).build()))
        .has(Reason.NOT_FOUND)
        .naming("employee_id");
    var added = till.sales().addOrderItem(request);

    staff.dismiss(request.getEmployeeId());
    clock.advance(Duration.ofMinutes(1));
    assertThat(till.sales().addOrderItem(request)).isEqualTo(added);
  }

  @Test
  void aTillThatIsKnownSellsWhileStaffIsDown() {
    String siti = staff.hire();
    CheckoutRequest sale =
        Sales.sale(Sales.item(tea, 1))
            .setLocationId(shop)
            .setRegisterId(register)
            .setEmployeeId(siti)
            .addPayments(Sales.cash(PRICE))
            .build();
    var _ = till.sales().checkout(sale);
    clock.advance(Duration.ofHours(1));

    staff.whileDown(
        () -> {
          assertThat(till.sales().checkout(sale).getOrder().getEmployeeId()).isEqualTo(siti);
          int asked = staff.questions();
          assertThat(till.sales().checkout(sale).getOrder().getRegisterId()).isEqualTo(register);
          assertThat(staff.questions()).isEqualTo(asked);
          Refusal.of(() -> create(here().setRegisterId(unknown()))).has(Reason.UNAVAILABLE);
        });
    reach.restoreStaff();
  }

  @Test
  void aChangeOfStaffCountsWithinSeconds() {
    String siti = staff.hire();
    Order first = create(here().setEmployeeId(siti));
    staff.dismiss(siti);
    staff.retire(register);
    clock.advance(Duration.ofSeconds(6));

    Refusal.of(() -> create(CreateOrderRequest.newBuilder().setEmployeeId(siti)))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> create(here())).has(Reason.ILLEGAL_STATE_TRANSITION);
    assertThat(till.finalizeOrder(till.add(first, tea, 1)).getEmployeeId()).isEqualTo(siti);
  }

  @Test
  void aRepeatedCallIsAnsweredThoughTheStaffHasChanged() {
    String siti = staff.hire();
    CreateOrderRequest request = here().setId(unknown()).setEmployeeId(siti).build();
    Order first = till.sales().createOrder(request).getOrder();
    staff.dismiss(siti);
    clock.advance(Duration.ofMinutes(1));

    assertThat(till.sales().createOrder(request).getOrder()).isEqualTo(first);
  }
}
