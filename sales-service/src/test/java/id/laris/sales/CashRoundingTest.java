package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.Location.CashRounding.Mode;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Receipt;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Cash where small coins are rare. Amounts are minor units: 1,035,000 is Rp 10,350. */
@SalesTest
class CashRoundingTest {

  private static final long STEP = 50_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;

  private final UUID tenant = UUID.randomUUID();
  private Till till;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(tenant));
  }

  @ParameterizedTest
  @CsvSource({
    // due, mode, cash due
    "1035000, HALF_UP, 1050000",
    "1024000, HALF_UP, 1000000",
    "1025000, HALF_UP, 1050000",
    "1050000, HALF_UP, 1050000",
    "1049900, DOWN,    1000000",
    "1000100, UP,      1050000",
    "24900,   HALF_UP, 0",
    "25000,   HALF_UP, 50000",
  })
  void cashThatSettlesTheOrderOwesTheRoundedDue(long due, Mode mode, long cashDue) {
    Order open = open(due, mode);
    assertThat(open.getDue()).isEqualTo(idr(due));
    assertThat(open.getCashDue()).isEqualTo(idr(cashDue));

    Order paid = till.pay(open, Math.max(cashDue, 100));

    assertThat(paid.getDue()).isEqualTo(idr(0));
    assertThat(paid.getCashDue()).isEqualTo(idr(0));
    assertThat(paid.getTotal()).isEqualTo(idr(due));
    assertThat(paid.getPaidTotal()).isEqualTo(idr(due));
    assertThat(paid.getCashRoundingTotal()).isEqualTo(idr(cashDue - due));
    Payment payment = paid.getPayments(0);
    assertThat(payment.getAmount()).isEqualTo(idr(due));
    assertThat(payment.getRounding()).isEqualTo(idr(cashDue - due));
    assertThat(payment.getChange()).isEqualTo(idr(cashDue == 0 ? 100 : 0));
    assertThat(till.get(paid)).isEqualTo(paid);
    assertThat(till.complete(paid).getStatus()).isEqualTo(Order.Status.COMPLETED);
  }

  @Test
  void whatWaitsForTheGatewayIsNotRounded() {
    Order open = open(1_235_000, Mode.HALF_UP);
    Order waiting = till.sales().addPayment(Qr.request(open, 400_000).build()).getOrder();
    assertThat(waiting.getCashDue()).isEqualTo(idr(850_000));

    Order paid = till.pay(open, 850_000);

    assertThat(paid.getPaidTotal()).isEqualTo(idr(835_000));
    assertThat(paid.getCashRoundingTotal()).isEqualTo(idr(15_000));
    assertThat(paid.getDue()).isEqualTo(idr(400_000));
    assertThat(paid.getCashDue()).isEqualTo(idr(0));
  }

  @Test
  void changeIsGivenOnTheRoundedDue() {
    Order up =
        till.sales().addPayment(cash(open(1_035_000, Mode.UP), 1_050_000, 2_000_000)).getOrder();
    Order down =
        till.sales()
            .addPayment(
                cash(open(1_024_000, Mode.DOWN), 1_024_000, 2_000_000).toBuilder()
                    .setTip(100_000)
                    .build())
            .getOrder();

    assertThat(up.getChangeTotal()).isEqualTo(idr(950_000));
    assertThat(down.getChangeTotal()).isEqualTo(idr(900_000));
    assertThat(down.getPayments(0).getTip()).isEqualTo(idr(100_000));
  }

  @Test
  void aTillThatKnowsNothingOfRoundingIsNotShortWithoutAWord() {
    Order open = open(1_035_000, Mode.HALF_UP);

    Refusal.of(() -> till.pay(open, 1_035_000))
        .has(Reason.INSUFFICIENT_PAYMENT)
        .with("total", 1_035_000)
        .with("paid", 0)
        .with("due", 1_035_000)
        .with("cash_due", 1_050_000);
    Refusal.of(() -> till.sales().addPayment(cash(open, 1_049_900, 1_049_900)))
        .has(Reason.INSUFFICIENT_PAYMENT);
    assertThat(till.get(open)).isEqualTo(open);
    // The till sends the cash handed over, and that is enough.
    Order paid = till.sales().addPayment(cash(open, 1_035_000, 1_100_000)).getOrder();
    assertThat(paid.getDue()).isEqualTo(idr(0));
    assertThat(paid.getChangeTotal()).isEqualTo(idr(50_000));
    assertThat(paid.getCashRoundingTotal()).isEqualTo(idr(15_000));
  }

  @Test
  void cardsPayTheDueAndCashRoundsTheRest() {
    Order open = open(1_035_000, Mode.HALF_UP);
    Order part = till.pay(open, Payment.Type.CARD, 500_000);
    assertThat(part.getDue()).isEqualTo(idr(535_000));
    assertThat(part.getCashDue()).isEqualTo(idr(550_000));
    assertThat(part.getCashRoundingTotal()).isEqualTo(idr(0));

    Order paid = till.pay(open, 550_000);

    assertThat(paid.getCashRoundingTotal()).isEqualTo(idr(15_000));
    Order byCard = till.pay(open(1_035_000, Mode.UP), Payment.Type.CARD, 1_035_000);
    assertThat(byCard.getDue()).isEqualTo(idr(0));
    assertThat(byCard.getCashRoundingTotal()).isEqualTo(idr(0));
  }

  @Test
  void cashInTwoPartsIsRoundedAsInOne() {
    Order open = open(1_035_000, Mode.HALF_UP);
    Order part = till.pay(open, 1_020_000);
    assertThat(part.getDue()).isEqualTo(idr(15_000));
    assertThat(part.getPayments(0).getRounding()).isEqualTo(idr(0));
    assertThat(part.getCashDue()).isEqualTo(idr(30_000));

    Order paid = till.pay(open, 30_000);

    assertThat(paid.getDue()).isEqualTo(idr(0));
    assertThat(paid.getCashRoundingTotal()).isEqualTo(idr(15_000));
  }

  @Test
  void aVoidedPaymentTakesItsRoundingWithIt() {
    Order open = open(1_035_000, Mode.HALF_UP);
    Order paid = till.pay(open, 1_050_000);

    Order voided = till.voidPayment(open, paid.getPayments(0).getId());

    assertThat(voided.getCashRoundingTotal()).isEqualTo(idr(0));
    assertThat(voided.getCashDue()).isEqualTo(idr(1_050_000));
    assertThat(till.pay(open, 1_050_000).getCashRoundingTotal()).isEqualTo(idr(15_000));
  }

  @Test
  void aRepeatedPaymentIsTakenOnce() {
    Order open = open(1_024_000, Mode.HALF_UP);
    AddPaymentRequest request =
        cash(open, 1_000_000, 0).toBuilder().setId(UUID.randomUUID().toString()).build();

    assertThat(till.sales().addPayment(request)).isEqualTo(till.sales().addPayment(request));
  }

  @Test
  void withoutALocationOrInAnotherCurrencyNothingIsRounded() {
    String shop = shop(Mode.HALF_UP);
    String tea = catalog.sell("Tea", 1_035_000);
    Order dollars =
        till.sales()
            .createOrder(
                CreateOrderRequest.newBuilder().setLocationId(shop).setCurrency("USD").build())
            .getOrder();

    assertThat(till.open(tea, 1).getCashDue()).isEqualTo(idr(1_035_000));
    Order open = till.finalizeOrder(till.add(dollars, tea, 1));
    assertThat(open.getCashDue()).isEqualTo(open.getTotal());
    Order paid = till.pay(till.open(tea, 1), 1_035_000);
    assertThat(paid.getCashRoundingTotal()).isEqualTo(idr(0));
    assertThat(paid.getDue()).isEqualTo(idr(0));
  }

  @Test
  void aCheckoutRoundsAndItsReceiptSaysSo() {
    String tea = catalog.sell("Tea", 1_035_000);
    Order sold =
        till.sales()
            .checkout(
                Sales.sale(Sales.item(tea, 1))
                    .setLocationId(shop(Mode.HALF_UP))
                    .addPayments(Sales.tender(Payment.Type.CARD, 11_000))
                    .addPayments(Sales.cash(1_000_000))
                    .build())
            .getOrder();

    assertThat(sold.getCashRoundingTotal()).isEqualTo(idr(-24_000));
    Receipt english = receipt(sold, "en");
    assertThat(english.getCashRoundingTotal()).isEqualTo(idr(-24_000));
    assertThat(english.getText())
        .containsPattern("TOTAL IDR +10,350\n-+\nRounding +-240\nCard +110\nCash +10,000\n");
    assertThat(receipt(sold, "id").getText()).containsPattern("Pembulatan +-240\n");
    Order even = till.complete(till.paid(tea, 1));
    assertThat(receipt(even, "en").getText()).doesNotContain("Rounding");
  }

  private Receipt receipt(Order order, String language) {
    return till.sales()
        .getReceipt(
            GetReceiptRequest.newBuilder()
                .setOrderId(order.getId())
                .setFormat(Receipt.Format.TEXT)
                .setLanguage(language)
                .build())
        .getReceipt();
  }

  private static AddPaymentRequest cash(Order order, long amount, long tendered) {
    return AddPaymentRequest.newBuilder()
        .setOrderId(order.getId())
        .setPaymentType(Payment.Type.CASH)
        .setAmount(amount)
        .setTendered(tendered)
        .build();
  }

  private String shop(Mode mode) {
    return inventory.open("A1", STEP, mode);
  }

  private Order open(long total, Mode mode) {
    Order draft =
        till.sales()
            .createOrder(CreateOrderRequest.newBuilder().setLocationId(shop(mode)).build())
            .getOrder();
    return till.finalizeOrder(till.add(draft, catalog.sell("Tea", total), 1));
  }
}
