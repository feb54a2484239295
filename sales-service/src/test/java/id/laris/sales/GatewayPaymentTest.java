package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentCustomer;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A till requests a payment through the payment gateway, with any failure of the call. */
@SalesTest
class GatewayPaymentTest {

  private static final long TOTAL = 1_200_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakePayments payments;
  @Autowired LostReplies lostReplies;
  @Autowired Reach reach;
  @Autowired DatabaseSettings database;

  private Qr qr;
  private Till till;
  private String tea;
  private Order open;

  @BeforeEach
  void anOrderOfANewTenant() {
    reach.restore();
    qr = new Qr(calls, payments, database);
    till = qr.till();
    tea = catalog.sell("Tea", TOTAL);
    open = till.open(tea, 1);
  }

  @AfterEach
  void behave() {
    payments.behave();
  }

  @Test
  void theTillIsGivenWhatItMustShowAndThePaymentWaits() {
    AddPaymentResponse answer = qr.add(Qr.request(open, TOTAL).setReference("table 4"));

    Payment payment = answer.getPayment();
    assertThat(payment).isEqualTo(answer.getOrder().getPayments(0));
    assertThat(payment.getStatus()).isEqualTo(Payment.Status.PENDING);
    assertThat(payment.getMethod()).isEqualTo(Method.QRIS);
    assertThat(payment.getInstructions().getQrString()).isEqualTo("QR of " + payment.getId());
    assertThat(payment.getTransactionId())
        .isEqualTo(payments.transaction(qr.tenant(), payment.getId()).getId());
    assertThat(payment.getReference()).isEqualTo("table 4");
    assertThat(payment.hasCapturedAt()).isFalse();
    assertThat(answer.getOrder().getPaidTotal()).isEqualTo(idr(0));
    assertThat(answer.getOrder().getPendingTotal()).isEqualTo(idr(TOTAL));
    assertThat(answer.getOrder().getDue()).isEqualTo(idr(TOTAL));
    assertThat(till.get(open)).isEqualTo(answer.getOrder());
    assertThat(qr.events(open)).as("who asked").endsWith("OrderPaymentRequested");
  }

  @Test
  void theGatewayIsAskedForAmountAndTipUnderThePaymentsId() {
    AddPaymentRequest.Builder request =
        Qr.request(open, 500_000, Payment.Type.E_WALLET, Method.GOPAY).setTip(50_000);
    request
        .getGatewayBuilder()
        .setExpiresInSeconds(600)
        .setCallbackUrl("https://shop.example")
        .setCustomer(PaymentCustomer.newBuilder().setFirstName("Ayu"));

    Payment payment = qr.add(request).getPayment();

    ChargeRequest charge = payments.charges(qr.tenant()).getFirst();
    assertThat(charge.getAmount()).isEqualTo(550_000);
    assertThat(charge.getIdempotencyKey()).isEqualTo(payment.getId());
    assertThat(charge.getPaymentId()).isEqualTo(payment.getId());
    assertThat(charge.getOrderId()).isEqualTo(open.getId());
    assertThat(charge.getMethod()).isEqualTo(Method.GOPAY);
    assertThat(charge.getExpiresInSeconds()).isEqualTo(600);
    assertThat(charge.getCallbackUrl()).isEqualTo("https://shop.example");
    assertThat(charge.getCustomer().getFirstName()).isEqualTo("Ayu");
  }

  @Test
  void aTillThatSellsNeedsNoScopeOfThePaymentService() {
    Till cashier = new Till(calls.as(qr.tenant(), "sales.write sales.read"));

    Payment payment = cashier.sales().addPayment(Qr.request(open, TOTAL).build()).getPayment();

    assertThat(payment.getStatus()).isEqualTo(Payment.Status.PENDING);
  }

  @ParameterizedTest
  @CsvSource({
    "QRIS, QRIS",
    "E_WALLET, GOPAY",
    "E_WALLET, SHOPEEPAY",
    "BANK_TRANSFER, BCA_VA",
    "BANK_TRANSFER, BNI_VA",
    "BANK_TRANSFER, BRI_VA",
    "BANK_TRANSFER, CIMB_VA",
    "BANK_TRANSFER, PERMATA_VA",
    "BANK_TRANSFER, MANDIRI_BILL",
    "BANK_TRANSFER, INDOMARET",
    "BANK_TRANSFER, ALFAMART",
    "CARD, CARD"
  })
  void theMethodFitsThePaymentType(Payment.Type type, Method method) {
    for (Payment.Type other : List.of(Payment.Type.CASH, Payment.Type.CARD, Payment.Type.QRIS)) {
      if (other != type) {
        Refusal.of(() -> qr.add(Qr.request(open, 100, other, method)))
            .has(Reason.VALIDATION_FAILED)
            .naming("gateway.method");
      }
    }
    assertThat(qr.add(Qr.request(open, 100, type, method)).getPayment().getStatus())
        .isEqualTo(Payment.Status.PENDING);
    assertThat(payments.charges(qr.tenant())).hasSize(1);
  }

  @Test
  void whatCannotBeAskedForIsRefusedBeforeAnybodyIsAsked() {
    Refusal.of(() -> qr.add(Qr.request(open, TOTAL - 50)))
        .has(Reason.AMOUNT_NOT_WHOLE_RUPIAH)
        .naming("amount");
    Refusal.of(() -> qr.add(Qr.request(open, TOTAL).setTip(1))).has(Reason.AMOUNT_NOT_WHOLE_RUPIAH);
    Refusal.of(() -> qr.add(Qr.request(open, TOTAL).setTendered(TOTAL + 100)))
        .has(Reason.VALIDATION_FAILED)
        .naming("tendered");
    Refusal.of(
            () ->
                qr.add(
                    Qr.request(open, TOTAL, Payment.Type.CARD, Method.CARD)
                        .setGateway(AddPaymentRequest.Gateway.newBuilder().setMethod(Method.CARD))))
        .has(Reason.VALIDATION_FAILED)
        .naming("gateway.card_token");
    Refusal.of(() -> qr.add(Qr.request(open, TOTAL + 100)))
        .has(Reason.PAYMENT_EXCEEDS_BALANCE)
        .with("due", TOTAL)
        .with("pending", 0);
    Refusal.of(() -> qr.add(Qr.request(till.draft(tea, 1), TOTAL)))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> qr.add(Qr.request(open, TOTAL).setVersion(open.getVersion() + 1)))
        .has(Reason.VERSION_CONFLICT);
    assertThat(payments.charges(qr.tenant())).isEmpty();
    assertThat(till.get(open)).isEqualTo(open);
  }

  @Test
  void anOrderThatIsNotInRupiahIsPaidOtherwise() {
    String coffee =
        catalog.sell(
            "Coffee", 300, sold -> sold.setUnitPrice(idr(300).toBuilder().setCurrency("USD")));
    Order dollars =
        till.finalizeOrder(
            till.add(
                till.sales()
                    .createOrder(CreateOrderRequest.newBuilder().setCurrency("USD").build())
                    .getOrder(),
                coffee,
                1));

    Refusal.of(() -> qr.add(Qr.request(dollars, 250)))
        .has(Reason.CURRENCY_MISMATCH)
        .with("expected", "IDR")
        .with("actual", "USD");
    Refusal.of(() -> qr.add(Qr.request(open, TOTAL).setCurrency("USD")))
        .has(Reason.CURRENCY_MISMATCH)
        .with("actual", "USD");
    assertThat(payments.charges(qr.tenant())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {
        "GATEWAY_NOT_CONFIGURED",
        "CIRCUIT_OPEN",
        "GATEWAY_UNAVAILABLE",
        "GATEWAY_AUTH_FAILED",
        "PAYMENT_FAILED",
        "GATEWAY_RATE_LIMITED",
        "VALIDATION_FAILED"
      })
  void whatTheGatewayRefusesIsPassedOnAndLeavesNoPayment(Reason reason) {
    payments.refuseNext(reason);
    UUID key = UUID.randomUUID();

    Refusal.of(() -> qr.till(key).sales().addPayment(Qr.request(open, TOTAL).build()))
        .has(reason)
        .with("said_by", "payment service");

    assertThat(till.get(open).getPaymentsList()).isEmpty();
    assertThat(qr.events(open))
        .containsExactly("OrderFinalized", "OrderPaymentRequested", "OrderPaymentRefused");
    assertThat(
            qr.till(key)
                .sales()
                .addPayment(Qr.request(open, TOTAL).build())
                .getPayment()
                .getStatus())
        .as("the same call may be made again")
        .isEqualTo(Payment.Status.PENDING);
  }

  @Test
  void whatIsPaidAtOnceIsCapturedAtOnceAndMayCompleteTheOrder() {
    payments.beginNextIn(State.PAID);
    AddPaymentRequest.Builder request =
        Qr.request(open, TOTAL, Payment.Type.CARD, Method.CARD).setTip(30_000);
    request.getGatewayBuilder().setCompleteOrder(true).setCardToken("token");

    AddPaymentResponse answer = qr.add(request);

    assertThat(answer.getPayment().getStatus()).isEqualTo(Payment.Status.CAPTURED);
    assertThat(answer.getPayment().hasCapturedAt()).isTrue();
    assertThat(answer.getOrder().getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(answer.getOrder().getReceiptNumber()).endsWith("-0001");
    assertThat(answer.getOrder().getTipTotal()).isEqualTo(idr(30_000));
    assertThat(qr.events(open))
        .containsExactly(
            "OrderFinalized", "OrderPaymentRequested", "OrderPaymentCaptured", "OrderCompleted");
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"DENIED", "CANCELLED", "EXPIRED", "FAILED"})
  void whatFailsAtOnceIsAnsweredAsSuch(State state) {
    payments.beginNextIn(state);

    AddPaymentResponse answer = qr.add(Qr.request(open, TOTAL));

    assertThat(answer.getPayment().getStatus()).isEqualTo(Payment.Status.FAILED);
    assertThat(answer.getPayment().getFailure()).contains(state.name().toLowerCase(Locale.ROOT));
    assertThat(answer.getOrder().getPendingTotal()).isEqualTo(idr(0));
    assertThat(till.pay(open, TOTAL).getDue()).isEqualTo(idr(0));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"UNKNOWN", "CREATED"})
  void whatTheGatewayHasNotAnsweredYetIsAskedForAgainByTheSameCall(State state) {
    payments.beginNextIn(state);
    UUID key = UUID.randomUUID();
    AddPaymentRequest request = Qr.request(open, TOTAL).build();

    Refusal refusal =
        Refusal.of(() -> qr.till(key).sales().addPayment(request)).has(Reason.GATEWAY_TIMEOUT);
    String paymentId = refusal.facts().getOrDefault("payment_id", "");
    payments.changeStateSilently(qr.tenant(), paymentId, State.PENDING);
    Payment payment = qr.till(key).sales().addPayment(request).getPayment();

    assertThat(payment.getId()).isEqualTo(paymentId);
    assertThat(payment.getInstructions().getQrString()).isNotEmpty();
    assertThat(till.get(open).getPaymentsList()).containsExactly(payment);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"GATEWAY_TIMEOUT", "UNAVAILABLE", "INTERNAL"})
  void anAnswerThatIsLostIsFoundByTheSameCallMadeAgain(Reason reason) {
    for (int i = 0; i < 3; i++) {
      payments.loseNext(reason);
    }
    UUID key = UUID.randomUUID();
    AddPaymentRequest request = Qr.request(open, TOTAL).build();

    Refusal.of(() -> qr.till(key).sales().addPayment(request))
        .has(Reason.GATEWAY_TIMEOUT)
        .with("payment_id", till.get(open).getPayments(0).getId());
    assertThat(till.get(open).getPendingTotal()).isEqualTo(idr(TOTAL));
    payments.behave();
    AddPaymentResponse answer = qr.till(key).sales().addPayment(request);

    assertThat(answer.getPayment().getInstructions().getQrString()).isNotEmpty();
    assertThat(payments.transactions(qr.tenant())).hasSize(1);
    assertThat(Set.copyOf(payments.charges(qr.tenant()))).as("the same charge").hasSize(1);
    assertThat(qr.till(key).sales().addPayment(request)).isEqualTo(answer);
  }

  @Test
  void itIsTheSameChargeAlthoughTheRestWasPaidMeanwhile() {
    payments.loseNext(Reason.GATEWAY_TIMEOUT);
    AddPaymentRequest.Builder request =
        Qr.request(open, 500_000).setId(UUID.randomUUID().toString());
    Refusal.of(() -> qr.add(request)).has(Reason.GATEWAY_TIMEOUT);

    till.pay(open, TOTAL - 500_000);
    assertThat(qr.add(request).getPayment().getStatus()).isEqualTo(Payment.Status.PENDING);

    assertThat(Set.copyOf(payments.charges(qr.tenant()))).hasSize(1);
  }

  @Test
  void whileThePaymentServiceIsDownNothingElseSuffers() {
    UUID key = UUID.randomUUID();
    AddPaymentRequest request = Qr.request(open, TOTAL).build();
    payments.whileDown(
        () -> {
          Refusal.of(() -> qr.till(key).sales().addPayment(request)).has(Reason.GATEWAY_TIMEOUT);
          Payment waiting = till.get(open).getPayments(0);
          Order voided = till.voidPayment(open, waiting.getId());
          assertThat(voided.getPayments(0).getStatus()).isEqualTo(Payment.Status.VOIDED);
          till.pay(open, TOTAL);
          assertThat(till.complete(open).getStatus()).isEqualTo(Order.Status.COMPLETED);
        });
    assertThat(qr.till(key).sales().addPayment(request).getPayment().getStatus())
        .isEqualTo(Payment.Status.VOIDED);
    assertThat(payments.charges(qr.tenant())).isEmpty();
  }

  @Test
  void aRefusalTakesNoPaymentOutThatAnEarlierCallMayHaveGotCharged() {
    payments.loseNext(Reason.GATEWAY_TIMEOUT);
    AddPaymentRequest.Builder request = Qr.request(open, TOTAL).setId(UUID.randomUUID().toString());
    Refusal.of(() -> qr.add(request)).has(Reason.GATEWAY_TIMEOUT);
    payments.refuseNext(Reason.CIRCUIT_OPEN);

    Refusal.of(() -> qr.add(request)).has(Reason.CIRCUIT_OPEN);

    assertThat(till.get(open).getPaymentsList())
        .singleElement()
        .returns(Payment.Status.PENDING, Payment::getStatus);
    assertThat(qr.add(request).getPayment().getTransactionId()).isNotEmpty();
  }

  @Test
  void theSameIdIsTheSamePaymentAndOtherContentIsRefused() {
    AddPaymentRequest.Builder request =
        Qr.request(open, 500_000).setId(UUID.randomUUID().toString()).setTip(100);
    AddPaymentResponse first = qr.add(request);

    assertThat(qr.add(request)).isEqualTo(first);
    AddPaymentRequest.Builder longer = request.clone();
    longer.getGatewayBuilder().setExpiresInSeconds(60);
    AddPaymentRequest.Builder completing = request.clone();
    completing.getGatewayBuilder().setCompleteOrder(true);
    for (AddPaymentRequest.Builder other :
        List.of(
            request.clone().setAmount(400_000),
            request.clone().setTip(200),
            request.clone().clearGateway(),
            longer,
            completing)) {
      Refusal.of(() -> qr.add(other)).has(Reason.ALREADY_EXISTS);
    }
    Refusal.of(() -> qr.add(request.clone().setOrderId(till.open(tea, 1).getId())))
        .has(Reason.ALREADY_EXISTS);
    assertThat(payments.charges(qr.tenant())).hasSize(1);
    qr.changeState(first.getPayment(), State.EXPIRED);
    assertThat(qr.add(request).getPayment().getStatus()).isEqualTo(Payment.Status.FAILED);
    assertThat(payments.charges(qr.tenant())).hasSize(1);
  }

  @Test
  void withoutKeyAndIdEachCallIsAPaymentOfItsOwn() {
    qr.ask(open, 500_000);
    qr.ask(open, 500_000);

    assertThat(till.get(open).getPaymentsList()).hasSize(2);
    assertThat(payments.transactions(qr.tenant())).hasSize(2);
  }

  @Test
  void parallelCallsUnderOneKeyChargeOnceAndAreAnsweredTheSame() {
    UUID key = UUID.randomUUID();

    var outcomes =
        Parallel.times(12, i -> qr.till(key).sales().addPayment(Qr.request(open, TOTAL).build()));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Set.copyOf(Parallel.successes(outcomes))).hasSize(1);
    assertThat(payments.transactions(qr.tenant())).hasSize(1);
    assertThat(till.get(open).getPaymentsList()).hasSize(1);
  }

  @Test
  void parallelCallsThatAreAllRefusedLeaveNothing() {
    String id = UUID.randomUUID().toString();
    for (int i = 0; i < 8; i++) {
      payments.refuseNext(Reason.CIRCUIT_OPEN);
    }

    var outcomes = Parallel.times(8, i -> qr.add(Qr.request(open, TOTAL).setId(id)));

    assertThat(Parallel.failures(outcomes)).hasSize(8);
    assertThat(till.get(open).getPaymentsList()).isEmpty();
  }

  @Test
  void anAnswerThatTheTillDoesNotGetIsTheSameWhenItAsksAgain() {
    UUID key = UUID.randomUUID();
    AddPaymentRequest request = Qr.request(open, TOTAL).build();
    lostReplies.loseNext("AddPayment");
    Refusal.of(() -> qr.till(key).sales().addPayment(request)).has(Reason.INTERNAL);

    Payment payment = qr.till(key).sales().addPayment(request).getPayment();

    assertThat(payment.getStatus()).isEqualTo(Payment.Status.PENDING);
    assertThat(payments.charges(qr.tenant())).hasSize(1);
  }

  @Test
  void whatWaitsCannotBePaidByAnotherAndDoesNotCount() {
    Payment waiting = qr.ask(open, 700_000);

    Refusal refusal =
        Refusal.of(() -> till.pay(open, Payment.Type.CARD, 500_100))
            .has(Reason.PAYMENT_EXCEEDS_BALANCE)
            .with("due", TOTAL)
            .with("pending", 700_000)
            .with("amount", 500_100);
    assertThat(refusal.message()).contains("void the pending payment");
    Order half = till.pay(open, TOTAL);
    assertThat(half.getPaidTotal()).as("the rest of the cash is change").isEqualTo(idr(500_000));
    assertThat(half.getChangeTotal()).isEqualTo(idr(700_000));
    assertThat(half.getDue()).isEqualTo(idr(700_000));
    assertThat(half.getCashDue()).isEqualTo(idr(0));
    Refusal.of(() -> till.pay(open, 100)).has(Reason.PAYMENT_EXCEEDS_BALANCE);
    Refusal.of(() -> qr.ask(open, 100)).has(Reason.PAYMENT_EXCEEDS_BALANCE);
    Refusal.of(() -> till.complete(open))
        .has(Reason.INSUFFICIENT_PAYMENT)
        .with("due", 700_000)
        .with("pending", 700_000);
    Order voided = till.voidPayment(open, waiting.getId());
    assertThat(voided.getPendingTotal()).isEqualTo(idr(0));
    assertThat(till.pay(open, 700_000).getDue()).isEqualTo(idr(0));
  }

  @Test
  void anOrderThatWaitsForItsMoneyIsNotReopened() {
    Payment waiting = qr.ask(open, 700_000);

    Refusal.of(() -> till.reopen(open))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "OPEN")
        .with("to", "DRAFT");
    qr.changeState(waiting, State.EXPIRED);

    assertThat(till.reopen(open).getStatus()).isEqualTo(Order.Status.DRAFT);
  }
}
