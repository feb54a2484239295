package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Gift cards, store credit and accounts pay: their amount is held with the payment, and never
 * without it, whatever fails in between. At the end of each test what is held is what OPEN orders
 * have paid with.
 */
@SalesTest
@ExtendWith(OutputCaptureExtension.class)
class BalancePaymentTest {

  private static final long PRICE = 1_200_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;
  @Autowired FakeInventory inventory;
  @Autowired LostReplies lostReplies;
  @Autowired Reach reach;
  @Autowired FakeClock clock;
  @Autowired Jobs jobs;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private final String code = randomCode();
  private Till till;
  private Wallet wallet;
  private String card;
  private String tea;

  @BeforeEach
  void aCardAndATenant() {
    reach.restoreCustomers();
    till = new Till(calls.as(tenant));
    wallet = new Wallet(customers, jobs, clock, database, tenant, till);
    card = customers.balances().issue(code, 2_000_000);
    tea = catalog.sell("Tea", PRICE);
  }

  @AfterEach
  void whatIsHeldIsWhatOpenOrdersHavePaid(CapturedOutput log) {
    reach.restoreCustomers();
    wallet.settle();
    assertThat(wallet.rowsWith(code)).as("the code is stored").isZero();
    assertThat(log).doesNotContain(code);
    clock.set(FakeClock.START);
  }

  private static String randomCode() {
    return "6%015d"
        .formatted(
            Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 1_000_000_000_000_000L));
  }

  @Test
  void aCardPaysAndIsTakenWhenTheOrderCompletes() {
    Order open = till.open(tea, 1);

    AddPaymentResponse paid = pay(Wallet.byCard(open, code, PRICE));

    Payment payment = paid.getPayment();
    assertThat(payment.getGiftCardId()).isEqualTo(card);
    assertThat(payment.getReference()).isEqualTo("**** " + code.substring(12));
    assertThat(payment.getStatus()).isEqualTo(Payment.Status.CAPTURED);
    assertThat(paid.getOrder().getDue()).isEqualTo(idr(0));
    assertThat(till.get(open)).isEqualTo(paid.getOrder());
    assertThat(customers.balances().available(card)).isEqualTo(800_000);
    Order completed = till.complete(open);
    assertThat(completed.getPayments(0)).isEqualTo(payment);
    assertThat(till.get(open)).isEqualTo(completed);
    wallet.applyEvents();
    assertThat(customers.balances().balance(card)).isEqualTo(800_000);
  }

  @Test
  void aCardCanBeNamedByItsId() {
    Order open = till.open(tea, 1);

    Payment payment =
        pay(Wallet.by(open, Payment.Type.GIFT_CARD, PRICE).setGiftCardId(card)).getPayment();

    assertThat(payment.getGiftCardId()).isEqualTo(card);
    assertThat(payment.getReference()).isEqualTo("**** " + code.substring(12));
  }

  @ParameterizedTest
  @CsvSource({"STORE_CREDIT, STORE_CREDIT", "ON_ACCOUNT, ACCOUNT"})
  void theCustomerPaysFromWhatItHas(Payment.Type type, Kind kind) {
    String siti = customers.add("Siti");
    customers.balances().grant(kind, siti, 1_500_000);
    Order open = till.finalizeOrder(till.add(wallet.draftOf(siti), tea, 1));

    Payment payment = pay(Wallet.by(open, type, PRICE)).getPayment();

    assertThat(payment.getGiftCardId()).isEmpty();
    assertThat(customers.balances().available(FakeBalances.name(kind, siti))).isEqualTo(300_000);
    till.complete(open);
    wallet.applyEvents();
    assertThat(customers.balances().balance(FakeBalances.name(kind, siti))).isEqualTo(300_000);
  }

  @Test
  void aCheckoutPaysWithSeveral() {
    String siti = customers.add("Siti");
    customers.balances().grant(Kind.STORE_CREDIT, siti, 500_000);

    Order order =
        till.sales()
            .checkout(
                Sales.sale(Sales.item(tea, 2))
                    .setCustomerId(siti)
                    .addPayments(card(1_800_000))
                    .addPayments(Sales.tender(Payment.Type.STORE_CREDIT, 500_000))
                    .addPayments(Sales.cash(100_000))
                    .build())
            .getOrder();

    assertThat(order.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(order.getPayments(0).getGiftCardId()).isEqualTo(card);
    assertThat(order.getPayments(0).getReference()).isEqualTo("**** " + code.substring(12));
    assertThat(till.get(order)).isEqualTo(order);
    wallet.applyEvents();
    assertThat(customers.balances().balance(card)).isEqualTo(200_000);
    assertThat(customers.balances().balance(FakeBalances.name(Kind.STORE_CREDIT, siti))).isZero();
  }

  @Test
  void whatIsMissingIsToldInTheTermsOfTheCall() {
    Order open = till.open(tea, 2);

    Refusal.of(() -> pay(Wallet.byCard(open, code, 2_400_000)))
        .has(Reason.INSUFFICIENT_BALANCE)
        .naming("amount")
        .with("requested", 2_400_000)
        .with("available", 2_000_000);
    Refusal.of(
            () ->
                checkout(
                    Sales.sale(Sales.item(tea, 3))
                        .addPayments(Sales.cash(1_200_000))
                        .addPayments(card(2_400_000))))
        .has(Reason.INSUFFICIENT_BALANCE)
        .naming("payments[1].amount");
    Refusal.of(() -> pay(Wallet.byCard(open, randomCode(), PRICE)))
        .has(Reason.NOT_FOUND)
        .naming("gift_card_code");
    assertThat(till.get(open)).isEqualTo(open);
    assertThat(customers.balances().available(card)).isEqualTo(2_000_000);
    // The till splits by what there is.
    pay(Wallet.byCard(open, code, 2_000_000));
    assertThat(till.pay(open, 400_000).getDue()).isEqualTo(idr(0));
  }

  @Test
  void aLimitOfCreditIsToldToo() {
    String siti = customers.add("Siti");
    Order open = till.finalizeOrder(till.add(wallet.draftOf(siti), tea, 1));

    Refusal.of(() -> pay(Wallet.by(open, Payment.Type.ON_ACCOUNT, PRICE)))
        .has(Reason.CREDIT_LIMIT_EXCEEDED)
        .naming("amount")
        .with("available", 0);
  }

  @Test
  void aCardThatIsFrozenIsRefusedForThat() {
    customers.balances().freeze(code);
    Order open = till.open(tea, 1);

    Refusal.of(() -> pay(Wallet.byCard(open, code, PRICE)))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("resource", "gift card");
  }

  @Test
  void thePaymentNamesWhatPays() {
    Order open = till.open(tea, 1);

    Refusal.of(() -> pay(Wallet.by(open, Payment.Type.GIFT_CARD, PRICE)))
        .has(Reason.VALIDATION_FAILED)
        .naming("gift_card_code");
    Refusal.of(() -> pay(Wallet.byCard(open, code, PRICE).setGiftCardId(card)))
        .has(Reason.VALIDATION_FAILED)
        .naming("gift_card_id");
    Refusal.of(() -> pay(Wallet.by(open, Payment.Type.CASH, PRICE).setGiftCardCode(code)))
        .has(Reason.VALIDATION_FAILED)
        .naming("gift_card_code");
    Refusal.of(() -> pay(Wallet.byCard(open, code, PRICE).setTip(100_000)))
        .has(Reason.VALIDATION_FAILED)
        .naming("tip");
    Refusal.of(
            () ->
                checkout(
                    Sales.sale(Sales.item(tea, 1))
                        .addPayments(Sales.tender(Payment.Type.GIFT_CARD, PRICE))))
        .has(Reason.VALIDATION_FAILED)
        .naming("payments[0].gift_card_code");
  }

  @ParameterizedTest
  @EnumSource(
      value = Payment.Type.class,
      names = {"STORE_CREDIT", "ON_ACCOUNT"})
  void creditNeedsACustomer(Payment.Type type) {
    Order open = till.open(tea, 1);
    int holds = customers.holdCalls();

    Refusal.of(() -> pay(Wallet.by(open, type, PRICE)))
        .has(Reason.VALIDATION_FAILED)
        .naming("payment_type");

    assertThat(customers.holdCalls()).isEqualTo(holds);
    Refusal.of(
            () -> checkout(Sales.sale(Sales.item(tea, 1)).addPayments(Sales.tender(type, PRICE))))
        .has(Reason.VALIDATION_FAILED)
        .naming("payments[0].payment_type");
  }

  @Test
  void anOrderThatCannotBePaidHoldsNothing() {
    Order draft = till.draft(tea, 1);
    Order open = till.open(tea, 1);
    int holds = customers.holdCalls();

    Refusal.of(() -> pay(Wallet.byCard(draft, code, PRICE))).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> pay(Wallet.byCard(open, code, PRICE + 1))).has(Reason.PAYMENT_EXCEEDS_BALANCE);
    Refusal.of(() -> pay(Wallet.byCard(open, code, PRICE).setCurrency("USD")))
        .has(Reason.CURRENCY_MISMATCH);
    Refusal.of(() -> pay(Wallet.byCard(open, code, PRICE).setVersion(99)))
        .has(Reason.VERSION_CONFLICT);

    assertThat(customers.holdCalls()).isEqualTo(holds);
  }

  @Test
  void voidingGivesBack() {
    Order open = till.open(tea, 2);
    Payment first = pay(Wallet.byCard(open, code, 500_000)).getPayment();
    pay(Wallet.byCard(open, code, 600_000));
    assertThat(customers.balances().available(card)).isEqualTo(900_000);

    till.voidPayment(open, first.getId());
    wallet.applyEvents();
    assertThat(customers.balances().available(card)).isEqualTo(1_400_000);
    till.voidOrder(open);
    wallet.applyEvents();

    assertThat(customers.balances().available(card)).isEqualTo(2_000_000);
  }

  @Test
  void aLaterPaymentKeepsTheEarlierOnes() {
    Order open = till.open(tea, 2);
    Payment first = pay(Wallet.byCard(open, code, 500_000)).getPayment();
    Payment second = pay(Wallet.byCard(open, code, 600_000)).getPayment();

    assertThat(customers.balances().held(open.getId()))
        .isEqualTo(
            Map.of(
                first.getId(), new FakeBalances.Hold(card, 500_000),
                second.getId(), new FakeBalances.Hold(card, 600_000)));
    Refusal.of(() -> pay(Wallet.byCard(open, code, 1_300_000)))
        .has(Reason.INSUFFICIENT_BALANCE)
        .with("available", 900_000);
    assertThat(customers.balances().held(open.getId())).hasSize(2);
  }

  @Test
  void aRepeatedPaymentIsTheSame() {
    Order open = till.open(tea, 1);
    AddPaymentRequest request =
        Wallet.byCard(open, code, PRICE).setId(UUID.randomUUID().toString()).build();
    AddPaymentResponse paid = till.sales().addPayment(request);

    customers.whileDown(() -> assertThat(till.sales().addPayment(request)).isEqualTo(paid));
    String another = randomCode();
    customers.balances().issue(another, PRICE);
    Refusal.of(() -> till.sales().addPayment(request.toBuilder().setGiftCardCode(another).build()))
        .has(Reason.ALREADY_EXISTS);
    Refusal.of(() -> till.sales().addPayment(request.toBuilder().setAmount(1).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void aHoldWhoseAnswerIsLostIsGivenBack() {
    Order open = till.open(tea, 2);
    Payment first = pay(Wallet.byCard(open, code, 500_000)).getPayment();
    customers.loseReplies(3);

    Refusal.of(() -> pay(Wallet.byCard(open, code, 600_000))).has(Reason.UNAVAILABLE);

    assertThat(customers.balances().available(card)).as("held").isEqualTo(900_000);
    reach.restoreCustomers();
    wallet.runJob();
    assertThat(customers.balances().held(open.getId())).containsOnlyKeys(first.getId());
    assertThat(customers.balances().available(card)).isEqualTo(1_500_000);
  }

  @Test
  void aHoldWhosePaymentIsNotStoredIsGivenBackAtOnce() {
    Order open = till.open(tea, 2);
    customers.afterNextHold(() -> till.pay(open, 2_400_000));

    Refusal.of(() -> pay(Wallet.byCard(open, code, 600_000))).has(Reason.PAYMENT_EXCEEDS_BALANCE);

    assertThat(customers.balances().held(open.getId())).isEmpty();
  }

  @Test
  void anAttemptThatWasGivenUpStoresNothingAndIsMadeAgain() {
    Order open = till.open(tea, 1);
    customers.afterNextHold(
        () -> {
          clock.advance(Duration.ofSeconds(4));
          wallet.runJob();
        });

    AddPaymentResponse paid = pay(Wallet.byCard(open, code, PRICE));

    assertThat(paid.getOrder().getPaymentsList()).hasSize(1);
    assertThat(customers.balances().held(open.getId())).containsOnlyKeys(paid.getPayment().getId());
  }

  @Test
  void anOrderThatIsCompletedMeanwhileTakesNoMore() {
    Order open = till.pay(till.open(tea, 1), 1_000_000);
    customers.afterNextHold(() -> till.complete(till.pay(open, 200_000)));

    Refusal.of(() -> pay(Wallet.byCard(open, code, 200_000))).has(Reason.ILLEGAL_STATE_TRANSITION);

    assertThat(customers.balances().available(card)).isEqualTo(2_000_000);
  }

  @Test
  void payingAndCompletingAtTheSameTimeLeaveNothingBehind() {
    for (int i = 0; i < 10; i++) {
      Order open = till.pay(till.open(tea, 1), PRICE - 100_000);
      Parallel.times(
          4,
          number ->
              number == 0
                  ? till.complete(till.pay(open, 100_000))
                  : pay(Wallet.byCard(open, code, 100_000)).getOrder());
      Order after = till.get(open);
      if (after.getStatus() == Order.Status.OPEN) {
        till.complete(after);
      }
      wallet.applyEvents();
      assertThat(customers.balances().held(open.getId())).isEmpty();
    }
  }

  @Test
  void twoTillsCannotSpendOneCardTwice() {
    List<Order> orders = IntStream.range(0, 4).mapToObj(i -> till.open(tea, 1)).toList();

    var outcomes =
        Parallel.times(4, i -> pay(Wallet.byCard(orders.get(i), code, PRICE)).getOrder());

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.INSUFFICIENT_BALANCE));
  }

  @Test
  void thirtyTwoEqualCallsWithOneKeyAreOnePayment() {
    Order open = till.open(tea, 2);
    Till withKey = new Till(calls.as(tenant, UUID.randomUUID()));
    AddPaymentRequest request = Wallet.byCard(open, code, 500_000).build();

    var outcomes = Parallel.times(32, i -> withKey.sales().addPayment(request));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    assertThat(till.get(open).getPaymentsList()).hasSize(1);
    assertThat(customers.balances().available(card)).isEqualTo(1_500_000);
  }

  @Test
  void thirtyTwoEqualCheckoutsWithOneKeyAreOneSale() {
    Till withKey = new Till(calls.as(tenant, UUID.randomUUID()));
    CheckoutRequest request = Sales.sale(Sales.item(tea, 1)).addPayments(card(PRICE)).build();

    var outcomes = Parallel.times(32, i -> withKey.sales().checkout(request));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    wallet.applyEvents();
    assertThat(customers.balances().balance(card)).isEqualTo(800_000);
  }

  @Test
  void aPaymentWhoseReplyIsLostIsFoundByTheSameCall() {
    Order open = till.open(tea, 1);
    Till withKey = new Till(calls.as(tenant, UUID.randomUUID()));
    AddPaymentRequest request = Wallet.byCard(open, code, PRICE).build();
    lostReplies.loseNext("AddPayment");
    assertThatThrownBy(() -> withKey.sales().addPayment(request))
        .isInstanceOf(StatusRuntimeException.class);

    AddPaymentResponse paid = withKey.sales().addPayment(request);

    assertThat(till.get(open).getPaymentsList()).containsExactly(paid.getPayment());
    assertThat(customers.balances().available(card)).isEqualTo(800_000);
  }

  @Test
  void whileCustomersAreDownOnlyTheirTendersWait() {
    Order open = till.open(tea, 2);
    pay(Wallet.byCard(open, code, 1_000_000));

    customers.whileDown(
        () -> {
          Refusal.of(() -> pay(Wallet.byCard(open, code, 100_000))).has(Reason.UNAVAILABLE);
          Order completed = till.complete(till.pay(open, 1_400_000));
          assertThat(completed.getStatus()).isEqualTo(Order.Status.COMPLETED);
        });
    reach.restoreCustomers();
    wallet.settle();

    assertThat(customers.balances().balance(card)).isEqualTo(1_000_000);
  }

  @Test
  void aSaleThatFailsAfterTheHoldGivesItBack() {
    AtomicReference<Integer> held = new AtomicReference<>(0);
    customers.afterNextHold(() -> held.set(1));

    Refusal.of(
            () ->
                checkout(
                    Sales.sale(Sales.item(tea, 2))
                        .addPayments(card(PRICE))
                        .addPayments(Sales.tender(Payment.Type.CARD, 9_000_000))))
        .has(Reason.PAYMENT_EXCEEDS_BALANCE);

    assertThat(held.get()).isEqualTo(1);
    assertThat(customers.balances().available(card)).isEqualTo(2_000_000);
  }

  @Test
  void stockAndBalanceAreHeldTogetherOrNotAtAll() {
    String location = inventory.open("A1");
    String stocked = catalog.sellFromStock("Coffee", PRICE);
    CheckoutRequest request =
        Sales.sale(Sales.item(stocked, 1)).setLocationId(location).addPayments(card(PRICE)).build();

    Refusal.of(() -> till.sales().checkout(request)).has(Reason.INSUFFICIENT_STOCK);

    assertThat(customers.balances().available(card)).isEqualTo(2_000_000);
    inventory.stock().put(location, stocked, 1);
    assertThat(till.sales().checkout(request).getOrder().getStockRevision()).isPositive();
  }

  @Test
  void theCustomerStaysWhileItsCreditPays() {
    String siti = customers.add("Siti");
    customers.balances().grant(Kind.STORE_CREDIT, siti, PRICE);
    Order open = till.finalizeOrder(till.add(wallet.draftOf(siti), tea, 1));
    Payment payment = pay(Wallet.by(open, Payment.Type.STORE_CREDIT, PRICE)).getPayment();
    String budi = customers.add("Budi");

    Refusal.of(() -> till.sales().setOrderDetails(Wallet.giveTo(open, budi)))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .saying("void them");
    till.voidPayment(open, payment.getId());
    assertThat(till.sales().setOrderDetails(Wallet.giveTo(open, budi)).getOrder().getCustomerId())
        .isEqualTo(budi);
  }

  @Test
  void theCustomerWhoIsGivenTheOrderMeanwhilePays() {
    String siti = customers.add("Siti");
    String budi = customers.add("Budi");
    customers.balances().grant(Kind.STORE_CREDIT, siti, PRICE);
    customers.balances().grant(Kind.STORE_CREDIT, budi, PRICE);
    Order open = till.finalizeOrder(till.add(wallet.draftOf(siti), tea, 1));
    customers.afterNextHold(() -> till.sales().setOrderDetails(Wallet.giveTo(open, budi)));

    AddPaymentResponse paid = pay(Wallet.by(open, Payment.Type.STORE_CREDIT, PRICE));

    assertThat(paid.getOrder().getCustomerId()).isEqualTo(budi);
    assertThat(customers.balances().available(FakeBalances.name(Kind.STORE_CREDIT, siti)))
        .isEqualTo(PRICE);
    assertThat(customers.balances().available(FakeBalances.name(Kind.STORE_CREDIT, budi))).isZero();
  }

  private AddPaymentResponse pay(AddPaymentRequest.Builder request) {
    return till.sales().addPayment(request.build());
  }

  private Order checkout(CheckoutRequest.Builder request) {
    return till.sales().checkout(request.build()).getOrder();
  }

  private CheckoutRequest.Tender card(long amount) {
    return Sales.tender(Payment.Type.GIFT_CARD, amount).toBuilder().setGiftCardCode(code).build();
  }
}
