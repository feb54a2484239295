package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.Caller;
import id.laris.common.auth.ServiceKey;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.CallContext;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.HoldOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.RecallOrderRequest;
import id.laris.sales.close.Checkout;
import id.laris.sales.draft.CreateOrder;
import id.laris.sales.draft.RecallOrder;
import id.laris.sales.payment.AddPayment;
import id.laris.testkit.TestCalls;
import io.grpc.Context;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Callers whose token names the register at which they are. */
@SalesTest
class TillTokenTest {

  private static final long PRICE = 1_000_000;

  @Autowired TestCalls calls;
  @Autowired ServiceKey key;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;
  @Autowired FakeStaff staff;
  @Autowired Checkout checkout;
  @Autowired CreateOrder createOrder;
  @Autowired RecallOrder recallOrder;
  @Autowired AddPayment addPayment;

  private final UUID tenant = UUID.randomUUID();
  private String tea;
  private String shop;
  private String cashier;
  private Drawer here;

  @BeforeEach
  void aTill() {
    tea = catalog.sell("Tea", PRICE);
    shop = inventory.open("A1");
    cashier = staff.hire();
    here = new Drawer(calls, key, staff, tenant, shop);
  }

  /** Makes a call of the cashier at a register. */
  private <R> R at(Drawer drawer, Supplier<R> call) {
    Caller caller =
        new Caller(
            tenant,
            UUID.fromString(cashier),
            UUID.fromString(cashier),
            Set.of(Caller.ALL_SCOPES),
            UUID.fromString(drawer.registerId()),
            UUID.fromString(shop),
            UUID.randomUUID());
    Context context =
        caller.in(
            CallContext.background(SalesModule.SERVICE, "test", TestCalls.headers(tenant))
                .in(Context.current()));
    Context before = context.attach();
    try {
      return call.get();
    } finally {
      context.detach(before);
    }
  }

  @Test
  void aSaleHasRegisterLocationAndEmployeeOfTheToken() {
    String shift = here.begin();

    Order sold =
        at(
            here,
            () ->
                checkout
                    .run(Sales.sale(Sales.item(tea, 1)).addPayments(Sales.cash(PRICE)).build())
                    .getOrder());

    assertThat(sold.getRegisterId()).isEqualTo(here.registerId());
    assertThat(sold.getLocationId()).isEqualTo(shop);
    assertThat(sold.getEmployeeId()).isEqualTo(cashier);
    assertThat(sold.getShiftId()).isEqualTo(shift);
  }

  @Test
  void anOrderNamesAnotherEmployeeButNoOtherRegister() {
    Drawer other = new Drawer(calls, key, staff, tenant, shop);
    String siti = staff.hire();

    Order order =
        at(
            here,
            () ->
                createOrder
                    .run(CreateOrderRequest.newBuilder().setEmployeeId(siti).build())
                    .getOrder());

    assertThat(order.getRegisterId()).isEqualTo(here.registerId());
    assertThat(order.getEmployeeId()).isEqualTo(siti);
    Assertions.assertThatExceptionOfType(PosException.class)
        .isThrownBy(
            () ->
                at(
                    here,
                    () ->
                        createOrder.run(
                            CreateOrderRequest.newBuilder()
                                .setRegisterId(other.registerId())
                                .build())))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PERMISSION_DENIED));
  }

  @Test
  void anOrderThatATillRecallsIsOneOfItsRegister() {
    Drawer other = new Drawer(calls, key, staff, tenant, shop);
    Order held = held(other, shop);

    Order recalled =
        at(
            here,
            () ->
                recallOrder
                    .run(RecallOrderRequest.newBuilder().setOrderId(held.getId()).build())
                    .getOrder());

    assertThat(held.getRegisterId()).isEqualTo(other.registerId());
    assertThat(recalled.getRegisterId()).isEqualTo(here.registerId());
  }

  @Test
  void aTillRecallsNoOrderOfAnotherLocation() {
    String elsewhere = inventory.open("A2");
    Order held = held(new Drawer(calls, key, staff, tenant, elsewhere), elsewhere);

    Assertions.assertThatExceptionOfType(PosException.class)
        .isThrownBy(
            () ->
                at(
                    here,
                    () ->
                        recallOrder.run(
                            RecallOrderRequest.newBuilder().setOrderId(held.getId()).build())))
        .satisfies(
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.REGISTER_NOT_AT_LOCATION));
  }

  private static Order held(Drawer drawer, String location) {
    Order draft =
        drawer
            .till()
            .sales()
            .createOrder(
                CreateOrderRequest.newBuilder()
                    .setRegisterId(drawer.registerId())
                    .setLocationId(location)
                    .build())
            .getOrder();
    return drawer
        .till()
        .sales()
        .holdOrder(HoldOrderRequest.newBuilder().setOrderId(draft.getId()).setLabel("Siti").build())
        .getOrder();
  }

  @Test
  void anOrderOfAnotherLocationIsRefused() {
    CheckoutRequest elsewhere =
        Sales.sale(Sales.item(tea, 1))
            .setLocationId(inventory.open("A2"))
            .addPayments(Sales.cash(PRICE))
            .build();

    Assertions.assertThatExceptionOfType(PosException.class)
        .isThrownBy(() -> at(here, () -> checkout.run(elsewhere)))
        .satisfies(
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.REGISTER_NOT_AT_LOCATION));
  }

  @Test
  void theDrawerOfTheTillThatTakesTheMoneyCountsIt() {
    String shift = here.begin();
    Drawer other = new Drawer(calls, key, staff, tenant, shop);
    String otherShift = other.begin();
    Order tab = here.open(tea, 2);

    Payment payment =
        at(
            other,
            () ->
                addPayment
                    .run(
                        AddPaymentRequest.newBuilder()
                            .setOrderId(tab.getId())
                            .setPaymentType(Payment.Type.CASH)
                            .setAmount(300_000)
                            .build())
                    .getPayment());

    assertThat(payment.getShiftId()).isEqualTo(otherShift);
    assertThat(here.cash(shift)).isZero();
    assertThat(other.cash(otherShift)).isEqualTo(300_000);
  }
}
