package id.laris.sales;

import static id.laris.pos.v1.Payment.Type.CARD;
import static id.laris.pos.v1.Payment.Type.CASH;
import static id.laris.pos.v1.Payment.Type.QRIS;
import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.auth.ServiceKey;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.BeginShiftRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.EndShiftResponse;
import id.laris.pos.v1.GetTenderTotalsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.RegisterShift;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.TenderTotals;
import id.laris.pos.v1.TenderTotals.OpenOrder;
import id.laris.pos.v1.TenderTotals.Tender;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Payments and sales belong to the shift that is open at their register. */
@SalesTest
class ShiftTest {

  private static final long PRICE = 1_000_000;

  @Autowired TestCalls calls;
  @Autowired ServiceKey key;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;
  @Autowired FakeStaff staff;
  @Autowired FakePayments payments;
  @Autowired DatabaseSettings database;

  private Qr qr;
  private Till till;
  private Drawer drawer;
  private String shop;
  private String tea;

  @BeforeEach
  void newTenant() {
    qr = new Qr(calls, payments, database);
    shop = inventory.open("A1");
    tea = catalog.sell("Tea", PRICE);
    drawer = another();
    till = drawer.till();
  }

  private Drawer another() {
    return new Drawer(calls, key, staff, qr.tenant(), shop);
  }

  @Test
  void aSaleBelongsToTheShiftThatIsOpenAtItsRegister() {
    String shift = drawer.begin();

    Order sold =
        till.sales()
            .checkout(drawer.sale(Sales.item(tea, 1)).addPayments(cash(PRICE)).build())
            .getOrder();

    assertThat(sold.getShiftId()).isEqualTo(shift);
    assertThat(sold.getPayments(0).getShiftId()).isEqualTo(shift);
    assertThat(till.get(sold)).isEqualTo(sold);
    assertThat(another().begin()).isNotEqualTo(shift);
  }

  @Test
  void aSaleWithoutRegisterOrWithoutShiftBelongsToNone() {
    Order closed = drawer.till().pay(drawer.open(tea, 1), PRICE);
    String shift = drawer.begin();
    Order elsewhere = till.paid(tea, 1);

    assertThat(closed.getPayments(0).getShiftId()).isEmpty();
    assertThat(elsewhere.getPayments(0).getShiftId()).isEmpty();
    assertThat(till.complete(elsewhere).getShiftId()).isEmpty();
    assertThat(drawer.totals(shift)).isEqualTo(TenderTotals.getDefaultInstance());
  }

  @Test
  void theTotalsHaveEachTypeOfPaymentAndTheCompletedSales() {
    String shift = drawer.begin();
    Order cash = drawer.open(tea, 2);
    till.sales()
        .addPayment(
            AddPaymentRequest.newBuilder()
                .setOrderId(cash.getId())
                .setPaymentType(CASH)
                .setAmount(2 * PRICE)
                .setTip(100_000)
                .setTendered(2_500_000)
                .build());
    till.complete(cash);
    Order byCard = drawer.draft(tea, 3);
    till.percentOff(byCard, 100_000);
    till.finalizeOrder(byCard);
    till.pay(byCard, CARD, 2_700_000);
    till.complete(byCard);

    TenderTotals totals = drawer.totals(shift);

    assertThat(totals.getTendersList())
        .containsExactly(
            Tender.newBuilder()
                .setPaymentType(CARD)
                .setPayments(1)
                .setTendered(idr(2_700_000))
                .setChange(idr(0))
                .setTips(idr(0))
                .setRounding(idr(0))
                .setVoided(idr(0))
                .setRefunded(idr(0))
                .setNet(idr(2_700_000))
                .build(),
            Tender.newBuilder()
                .setPaymentType(CASH)
                .setPayments(1)
                .setTendered(idr(2_500_000))
                .setChange(idr(400_000))
                .setTips(idr(100_000))
                .setRounding(idr(0))
                .setVoided(idr(0))
                .setRefunded(idr(0))
                .setNet(idr(2_100_000))
                .build());
    assertThat(totals.getSalesList())
        .containsExactly(
            TenderTotals.Sales.newBuilder()
                .setOrders(2)
                .setGross(idr(5_000_000))
                .setDiscounts(idr(300_000))
                .setService(idr(0))
                .setTaxes(idr(0))
                .setNet(idr(4_700_000))
                .setTotal(idr(4_700_000))
                .setReturned(idr(0))
                .setRestockingFees(idr(0))
                .build());
    assertThat(totals.getOpenOrderCount()).isZero();
  }

  @Test
  void moneyOfAnOpenOrderIsInTheDrawer() {
    String shift = drawer.begin();
    Order tab = drawer.open(tea, 2);
    till.pay(tab, 300_000);

    TenderTotals totals = drawer.totals(shift);

    assertThat(drawer.cash(shift)).isEqualTo(300_000);
    assertThat(totals.getSalesList()).isEmpty();
    assertThat(totals.getOpenOrderCount()).isEqualTo(1);
    assertThat(totals.getOpenOrdersList())
        .containsExactly(
            OpenOrder.newBuilder()
                .setOrderId(tab.getId())
                .setTotal(idr(2 * PRICE))
                .setPaid(idr(300_000))
                .build());
  }

  @Test
  void aShiftIsEndedWithOpenOrdersOnlyIfTheyAreCarriedOver() {
    String monday = drawer.begin();
    Order tab = drawer.open(tea, 2);
    till.pay(tab, 300_000);

    Refusal.of(() -> drawer.end(monday))
        .has(Reason.SHIFT_HAS_OPEN_ORDERS)
        .with("order_ids", tab.getId());
    assertThat(till.pay(tab, 200_000).getPayments(1).getShiftId()).isEqualTo(monday);
    drawer.endAndCarryOver(monday);
    String tuesday = drawer.begin();
    till.pay(tab, CASH, 1_500_000);
    Order completed = till.complete(tab);

    assertThat(completed.getShiftId()).isEqualTo(tuesday);
    assertThat(completed.getPaymentsList())
        .extracting(Payment::getShiftId)
        .containsExactly(monday, monday, tuesday);
    assertThat(drawer.cash(monday)).isEqualTo(500_000);
    assertThat(drawer.cash(tuesday)).isEqualTo(1_500_000);
    assertThat(drawer.totals(monday).getSalesList()).isEmpty();
    assertThat(drawer.totals(tuesday).getSales(0).getOrders()).isEqualTo(1);
  }

  @Test
  void aVoidBelongsToTheShiftOfNow() {
    String monday = drawer.begin();
    Order tab = drawer.open(tea, 1);
    String paid = till.pay(tab, 400_000).getPayments(0).getId();
    drawer.endAndCarryOver(monday);
    String tuesday = drawer.begin();

    Order voided = till.voidPayment(tab, paid);

    assertThat(voided.getPayments(0).getShiftId()).isEqualTo(monday);
    assertThat(voided.getPayments(0).getVoidShiftId()).isEqualTo(tuesday);
    assertThat(drawer.cash(monday)).isEqualTo(400_000);
    assertThat(drawer.cash(tuesday)).isEqualTo(-400_000);
    assertThat(drawer.tender(tuesday, CASH).getVoids()).isEqualTo(1);
    assertThat(drawer.tender(tuesday, CASH).getPayments()).isZero();
  }

  @Test
  void aVoidWhileNoShiftIsOpenBelongsToTheShiftThatTookTheMoney() {
    String shift = drawer.begin();
    Order tab = drawer.open(tea, 1);
    till.pay(tab, 400_000);
    drawer.endAndCarryOver(shift);

    Order voided = till.voidOrder(tab);

    assertThat(voided.getPayments(0).getVoidShiftId()).isEqualTo(shift);
    assertThat(drawer.cash(shift)).isZero();
    assertThat(till.get(tab)).isEqualTo(voided);
  }

  @Test
  void aReopenedOrderKeepsWhatItsShiftTookAndGaveBack() {
    String shift = drawer.begin();
    Order tab = drawer.open(tea, 1);
    String paid = till.pay(tab, 400_000).getPayments(0).getId();
    till.voidPayment(tab, paid);
    till.reopen(tab);
    till.add(tab, tea, 1);

    Tender cash = drawer.tender(shift, CASH);

    assertThat(cash.getPayments()).isEqualTo(1);
    assertThat(cash.getVoids()).isEqualTo(1);
    assertThat(cash.getNet().getAmount()).isZero();
    assertThat(drawer.totals(shift).getOpenOrderCount()).isZero();
  }

  @Test
  void theDrawerThatTakesTheMoneyCountsIt() {
    String here = drawer.begin();
    Drawer other = another();
    String there = other.begin();
    Order tab = drawer.open(tea, 2);
    till.pay(tab, 300_000);
    other.moveHere(tab);
    Order paid = till.pay(tab, 1_700_000);

    till.voidPayment(tab, paid.getPayments(0).getId());

    assertThat(drawer.cash(here)).isEqualTo(300_000);
    assertThat(other.cash(there)).isEqualTo(1_400_000);
  }

  @Test
  void moneyThatTheGatewayHasNotReportedDoesNotCount() {
    String shift = drawer.begin();
    Order order = drawer.open(tea, 1);
    Payment waiting = qr.askToComplete(order, PRICE);
    assertThat(waiting.getShiftId()).isEqualTo(shift);
    assertThat(drawer.totals(shift)).isEqualTo(TenderTotals.getDefaultInstance());
    drawer.end(shift);

    qr.changeState(waiting, State.PAID);

    assertThat(drawer.tender(shift, QRIS).getNet()).isEqualTo(idr(PRICE));
    assertThat(till.get(order).getShiftId()).isEqualTo(shift);
    assertThat(drawer.totals(shift).getSales(0).getTotal()).isEqualTo(idr(PRICE));
  }

  @Test
  void aPendingPaymentThatIsVoidedNeverCounted() {
    String shift = drawer.begin();
    Order order = drawer.open(tea, 1);
    Payment waiting = qr.ask(order, PRICE);

    till.voidPayment(order, waiting.getId());

    assertThat(drawer.totals(shift)).isEqualTo(TenderTotals.getDefaultInstance());
  }

  @Test
  void anEndedShiftTakesNothingMoreAndDoesNotBeginAgain() {
    String shift = drawer.begin();
    EndShiftResponse ended = drawer.end(shift);
    till.pay(drawer.open(tea, 1), PRICE);

    assertThat(ended.getShift().getState()).isEqualTo(RegisterShift.State.CLOSED);
    assertThat(drawer.end(shift)).isEqualTo(ended);
    assertThat(drawer.begin(shift)).isEqualTo(ended.getShift());
    assertThat(drawer.totals(shift)).isEqualTo(TenderTotals.getDefaultInstance());
  }

  @Test
  void aRegisterHasOneOpenShift() {
    String shift = drawer.begin();
    RegisterShift again = drawer.begin(shift);

    assertThat(again.getState()).isEqualTo(RegisterShift.State.OPEN);
    Refusal.of(() -> drawer.begin()).has(Reason.ILLEGAL_STATE_TRANSITION).with("id", shift);
    Refusal.of(() -> another().begin(shift)).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void whereTheSettingsWantAnOpenShiftNoMoneyIsTakenWithoutOne() {
    drawer.requireOpenShift();
    Order order = drawer.open(tea, 1);
    Order without = till.open(tea, 1);

    Refusal.of(() -> till.pay(order, PRICE))
        .has(Reason.SHIFT_NOT_OPEN)
        .with("register_id", drawer.registerId());
    Refusal.of(() -> till.pay(without, PRICE))
        .has(Reason.SHIFT_NOT_OPEN)
        .with("order_id", without.getId());
    Refusal.of(() -> qr.ask(order, PRICE)).has(Reason.SHIFT_NOT_OPEN);
    Refusal.of(
            () ->
                till.sales()
                    .checkout(drawer.sale(Sales.item(tea, 1)).addPayments(cash(PRICE)).build()))
        .has(Reason.SHIFT_NOT_OPEN);
    assertThat(till.get(order)).isEqualTo(order);

    drawer.begin();
    assertThat(till.complete(till.pay(order, PRICE)).getStatus()).isEqualTo(Order.Status.COMPLETED);
  }

  @Test
  void aRepeatedPaymentStaysInItsShift() {
    String monday = drawer.begin();
    Order tab = drawer.open(tea, 1);
    AddPaymentRequest request =
        AddPaymentRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setOrderId(tab.getId())
            .setPaymentType(CASH)
            .setAmount(400_000)
            .build();
    till.sales().addPayment(request);
    drawer.endAndCarryOver(monday);
    drawer.requireOpenShift();

    Payment repeated = till.sales().addPayment(request).getPayment();

    assertThat(repeated.getShiftId()).isEqualTo(monday);
  }

  @Test
  void aSaleAtTheMomentOfTheEndIsInTheTotalsOrInNoShift() {
    for (int round = 0; round < 5; round++) {
      String shift = drawer.begin();
      List<Object> outcomes =
          Parallel.successes(
              Parallel.times(
                  12,
                  number ->
                      number == 6
                          ? drawer.end(shift)
                          : till.sales()
                              .checkout(
                                  drawer.sale(Sales.item(tea, 1)).addPayments(cash(PRICE)).build())
                              .getOrder()));
      List<Order> inShift =
          outcomes.stream()
              .filter(Order.class::isInstance)
              .map(Order.class::cast)
              .filter(order -> order.getShiftId().equals(shift))
              .toList();
      EndShiftResponse ended =
          outcomes.stream()
              .filter(EndShiftResponse.class::isInstance)
              .map(EndShiftResponse.class::cast)
              .findFirst()
              .orElseThrow();

      assertThat(outcomes).hasSize(12);
      assertThat(Drawer.of(ended.getTotals(), CASH).map(Tender::getPayments).orElse(0L))
          .isEqualTo(inShift.size());
      assertThat(drawer.totals(shift)).isEqualTo(ended.getTotals());
    }
  }

  @Test
  void anotherTenantHasNoneOfIt() {
    String shift = drawer.begin();

    Refusal.of(
            () ->
                SalesServiceGrpc.newBlockingStub(calls.as(UUID.randomUUID()))
                    .getTenderTotals(GetTenderTotalsRequest.newBuilder().setShiftId(shift).build()))
        .has(Reason.NOT_FOUND);
  }

  @Test
  void noUserBeginsAShift() {
    Refusal.of(
            () ->
                till.sales()
                    .beginShift(
                        BeginShiftRequest.newBuilder()
                            .setShiftId(UUID.randomUUID().toString())
                            .setRegisterId(drawer.registerId())
                            .setLocationId(shop)
                            .build()))
        .has(Reason.PERMISSION_DENIED);
  }

  private static CheckoutRequest.Tender cash(long amount) {
    return Sales.cash(amount);
  }

  @Test
  void aReturnTakesItsCashOutOfTheDrawerThatIsOpenNow() {
    String yesterday = drawer.begin();
    Order sold =
        till.sales()
            .checkout(drawer.sale(Sales.item(tea, 3)).addPayments(cash(3 * PRICE)).build())
            .getOrder();
    drawer.end(yesterday);
    String today = drawer.begin();

    SalesReturn made =
        new Goods(till).give(Goods.request(sold, Goods.back(sold, 0, 2)).setRestockingFee(100_000));

    assertThat(made.getShiftId()).isEqualTo(today);
    assertThat(drawer.cash(yesterday)).isEqualTo(3 * PRICE);
    assertThat(drawer.cash(today)).isEqualTo(100_000 - 2 * PRICE);
    Tender tender = drawer.tender(today, CASH);
    assertThat(tender.getPayments()).isZero();
    assertThat(tender.getRefunds()).isEqualTo(1);
    assertThat(tender.getRefunded()).isEqualTo(idr(2 * PRICE - 100_000));
    TenderTotals.Sales sales = drawer.totals(today).getSales(0);
    assertThat(sales.getOrders()).isZero();
    assertThat(sales.getReturns()).isEqualTo(1);
    assertThat(sales.getReturned()).isEqualTo(idr(2 * PRICE));
    assertThat(sales.getRestockingFees()).isEqualTo(idr(100_000));
    assertThat(drawer.end(today).getTotals()).isEqualTo(drawer.totals(today));
  }

  @Test
  void aReturnNeedsAnOpenShiftWhereTheSettingsWantOne() {
    Order sold = till.complete(till.pay(drawer.open(tea, 1), PRICE));
    drawer.requireOpenShift();

    Refusal.of(() -> new Goods(till).give(sold, 0, 1)).has(Reason.SHIFT_NOT_OPEN);
    String shift = drawer.begin();
    assertThat(new Goods(till).give(sold, 0, 1).getShiftId()).isEqualTo(shift);
  }

  @Test
  void aReturnInTheMomentOfTheCloseIsInTheTotalsOrInNoShift() {
    String shift = drawer.begin();
    Order sold =
        till.sales()
            .checkout(drawer.sale(Sales.item(tea, 20)).addPayments(cash(20 * PRICE)).build())
            .getOrder();

    List<Parallel.Outcome<Long>> outcomes =
        Parallel.times(
            21,
            each ->
                each == 10
                    ? Drawer.of(drawer.end(shift).getTotals(), CASH).orElseThrow().getRefunds()
                    : returned(sold, shift));

    long inTotals = Parallel.successes(outcomes).get(10);
    assertThat(Parallel.successes(outcomes).stream().mapToLong(each -> each).sum() - inTotals)
        .isEqualTo(inTotals);
  }

  private long returned(Order sold, String shift) {
    return new Goods(till).give(sold, 0, 1).getShiftId().equals(shift) ? 1 : 0;
  }
}
